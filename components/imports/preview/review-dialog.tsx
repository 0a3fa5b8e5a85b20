"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useState } from "react";
import { platformLabel } from "@/components/charts/platform";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { rowLabel } from "@/lib/csv/derived-rows";
import { FIELD_LABELS } from "@/lib/csv/formats";
import type { Change, Suggestion } from "@/lib/csv/repairs";
import { plural } from "@/lib/format";
import { type CaptionCut, cutOf } from "./caption-cut";
import type { Sheet } from "./use-sheet";

type ReviewDialogProps = {
  sheet: Sheet;
  suggestion: Suggestion;
  platformOf: (accountId: string) => string;
  onClose: () => void;
};

const ROW_PX = 54;
const CUT_PX = 90;

/** Every change of a repair, before and after, row by row; then apply it or not. */
export function ReviewDialog({ sheet, suggestion, platformOf, onClose }: ReviewDialogProps) {
  const [changes, setChanges] = useState<Change[] | null>(null);
  const [busy, setBusy] = useState(false);
  const { call } = sheet;
  useEffect(() => {
    let live = true;
    void call("previewRepair", suggestion.repair).then((found) => live && setChanges(found));
    return () => {
      live = false;
    };
  }, [call, suggestion]);

  async function apply(): Promise<void> {
    setBusy(true);
    await sheet.change("applyRepair", suggestion.repair);
    onClose();
  }

  const count = changes?.length ?? 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={suggestion.sentence}
      description={
        changes === null
          ? "Working out each change."
          : `${plural(count, "cell")} would change.${movedWords(changes)} The file on your disk stays as it is, and Undo takes this back as long as this page is open.`
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={count === 0} loading={busy} onClick={() => void apply()}>
            {changes === null ? "Apply" : `Apply ${plural(count, "change")}`}
          </Button>
        </>
      }
    >
      <ChangeList changes={changes ?? []} platformOf={platformOf} />
    </Dialog>
  );
}

/** What happens to rows whose time was fine; nothing to say where there are none. */
export function movedWords(changes: readonly Change[]): string {
  const fine = changes.filter(({ wasFine, field }) => wasFine && field === "postAtSpecificTime");
  if (fine.length === 0) return "";
  const years = fine.map(({ after }) => after.slice(0, 4)).sort();
  const [first, last] = [years[0], years.at(-1)];
  return ` This moves ${plural(fine.length, "row")} that ${fine.length === 1 ? "was" : "were"} fine, to ${first === last ? first : `${first}–${last}`}.`;
}

function ChangeList({
  changes,
  platformOf,
}: { changes: readonly Change[] } & Pick<ReviewDialogProps, "platformOf">) {
  const [frame, setFrame] = useState<HTMLElement | null>(null);
  const cuts = useMemo(() => changes.map(cutOf), [changes]);
  const virtual = useVirtualizer({
    count: changes.length,
    getScrollElement: () => frame,
    estimateSize: (index) => (cuts[index] ? CUT_PX : ROW_PX),
    overscan: 8,
  });
  return (
    // A list that scrolls takes the keys.
    <section
      ref={setFrame}
      aria-label="Changes"
      className="max-h-[46vh] min-h-[54px] overflow-auto rounded-control border"
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const change = changes[item.index];
          if (!change) return null;
          const cut = cuts[item.index] ?? null;
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 grid grid-cols-[104px_1fr] gap-x-3 border-b px-3 py-2 text-[13px] leading-[18px] last:border-b-0"
              style={{ minHeight: ROW_PX, transform: `translateY(${item.start}px)` }}
            >
              <span className="text-muted tabular-nums">
                Row {rowLabel(change.row)}
                <span className="block truncate">{FIELD_LABELS[change.field]}</span>
              </span>
              {cut ? (
                <CutCell cut={cut} whole={change} />
              ) : (
                <ChangedCell change={change} platformOf={platformOf} />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type ChangedCellProps = { change: Change } & Pick<ReviewDialogProps, "platformOf">;

function ChangedCell({ change, platformOf }: ChangedCellProps) {
  const [before, after] = [change.before, change.after].map((cell) => worded(change, cell, platformOf));
  return (
    <span className="min-w-0">
      <del className="block truncate text-muted no-underline" title={change.before}>
        {before}
      </del>
      <ins className="block truncate no-underline" title={change.after}>
        <span aria-hidden className="mr-1 text-good">
          →
        </span>
        {after}
      </ins>
    </span>
  );
}

/** The end that stays and, struck through, what is cut off. */
function CutCell({ cut, whole }: { cut: CaptionCut; whole: Change }) {
  return (
    <span className="min-w-0">
      <span className="block wrap-anywhere" title={whole.after}>
        {cut.kept}
        <ins className="no-underline">
          <span className="sr-only">, cut here: </span>…
        </ins>
        <del className="text-muted" title={whole.before}>
          {cut.gone}
        </del>
      </span>
      {cut.links.length > 0 && (
        <span className="line-clamp-3 wrap-anywhere text-warn" title={cut.links.join(" ")}>
          {cut.links.length === 1 ? "This link goes: " : "These links go: "}
          {cut.links.join(", ")}
        </span>
      )}
    </span>
  );
}

/** Accounts by their networks; ids tell nobody anything. */
function worded(change: Change, cell: string, platformOf: ReviewDialogProps["platformOf"]): string {
  if (change.field !== "accounts") return ending(cell) || "empty";
  if (cell.trim() === "") return "accounts of all rows";
  return ending(
    cell
      .split(/,\s*/)
      .map((word) => (platformOf(word) === "" ? word : platformLabel(platformOf(word))))
      .join(", "),
  );
}

const SHOWN = 110;

/** Long captions change at their end: that part is shown. */
function ending(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length <= SHOWN ? flat : `${flat.slice(0, 36)} … ${flat.slice(-(SHOWN - 39))}`;
}
