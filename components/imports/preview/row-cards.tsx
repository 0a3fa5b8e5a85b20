"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { readMedia, rowLabel } from "@/lib/csv";
import type { SessionRow } from "@/lib/csv/import-session";
import { AccountMarks } from "./grid-row";
import { MediaThumb } from "./media-thumb";
import { dateOf, hasBadAddress, issuesByColumn, kindOf, sortedIssues, tagsOf } from "./row-words";
import type { Preview } from "./use-preview";

const CARD_PX = 150;

type RowCardsProps = { preview: Preview; scroller: RefObject<HTMLDivElement | null> };

/** The rows on a phone: one card each, in the same scroll as the filters above them. */
export function RowCards({ preview, scroller }: RowCardsProps) {
  const { rows, active } = preview;
  const list = useRef<HTMLUListElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0), []);
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PX,
    overscan: 4,
    gap: 10,
    scrollMargin: above,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { need } = rows;
  useEffect(() => need(first, last), [need, first, last]);
  useEffect(() => {
    if (active !== null) virtual.scrollToIndex(active, { align: "center" });
  }, [active, virtual]);
  return (
    <ul
      ref={list}
      aria-label="Rows of the file"
      className="relative mx-4 my-3"
      style={{ height: virtual.getTotalSize() }}
    >
      {items.map((item) => {
        const row = rows.at(item.index);
        return (
          <li
            key={item.key}
            data-index={item.index}
            ref={virtual.measureElement}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${item.start - above}px)` }}
          >
            {row ? (
              <RowCard
                row={row}
                preview={preview}
                selected={active === item.index}
                onOpen={() => preview.select(item.index)}
              />
            ) : (
              <div className="h-36 animate-pulse rounded-card border bg-surface" />
            )}
          </li>
        );
      })}
    </ul>
  );
}

type RowCardProps = { row: SessionRow; preview: Preview; selected: boolean; onOpen: () => void };

function RowCard({ row, preview, selected, onOpen }: RowCardProps) {
  const issues = preview.checked ? issuesByColumn(row) : new Map();
  const worst = preview.checked ? sortedIssues(row)[0] : undefined;
  const { day, time } = dateOf(row);
  const [tag] = tagsOf(row);
  const tint = (column: string) =>
    issues.get(column)?.severity === "error"
      ? "bg-bad-soft shadow-[inset_0_-2px_var(--bad)]"
      : issues.has(column) && "bg-warn-soft shadow-[inset_0_-2px_var(--warn)]";
  const Icon = worst?.severity === "error" ? CircleAlert : TriangleAlert;
  return (
    <article
      aria-label={`Row ${row.row}`}
      className={cn(
        "rounded-card border bg-surface text-[13px]",
        selected && "border-primary shadow-[0_0_0_1px_var(--primary)]",
        row.excluded && "text-muted",
      )}
    >
      <div className="flex flex-col gap-2 p-3">
        <p className="flex items-center gap-2">
          <b className="font-semibold">Row {rowLabel(row.row)}</b>
          <span className={cn("min-w-0 truncate rounded-[3px] px-1", tint("date"))}>
            {day}
            {time && `, ${time}`}
          </span>
          <span className="ml-auto shrink-0 text-muted">{row.excluded ? "Left out" : kindOf(row)}</span>
        </p>
        <div className="flex items-start gap-2">
          <p
            className={cn(
              "-ml-1 line-clamp-3 min-w-0 flex-1 whitespace-pre-line break-words rounded-[3px] px-1",
              tint("caption"),
              row.excluded && "line-through",
            )}
          >
            {row.fields.content ?? row.fields.link ?? <span className="text-muted">no caption</span>}
          </p>
          <span className={cn("rounded-[3px] p-1", tint("media"))}>
            <MediaThumb media={readMedia(row.fields)} broken={preview.checked && hasBadAddress(row)} />
          </span>
        </div>
        <p className="flex items-center gap-2">
          <AccountMarks ids={row.accountIds} checked={preview.checked} platformOf={preview.platformOf} />
          {tag && <span className="ml-auto truncate rounded border px-1.5 text-muted">{tag}</span>}
        </p>
      </div>
      <div className="flex items-center gap-2 border-t px-3 py-2">
        {worst && !row.excluded ? (
          <p className="flex min-w-0 flex-1 gap-1.5">
            <Icon
              className={cn(
                "mt-0.5 size-3.5 shrink-0",
                worst.severity === "error" ? "text-bad" : "text-warn",
              )}
              aria-label={worst.severity}
            />
            <span className="wrap-anywhere min-w-0">{worst.message}</span>
          </p>
        ) : (
          <span className="flex-1 text-muted">{row.excluded ? "Nothing of it is sent" : "Ready"}</span>
        )}
        <Button size="sm" onClick={onOpen} aria-label={`Open row ${row.row}`}>
          {worst && !row.excluded ? "Repair" : "Open"}
        </Button>
      </div>
    </article>
  );
}
