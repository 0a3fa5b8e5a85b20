import { TriangleAlert } from "lucide-react";
import { platformLabel } from "@/components/charts/platform";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { AccountView } from "@/lib/accounts/schema";
import type { Summary } from "@/lib/csv/import-session";
import { number, plural } from "@/lib/format";

type ReceiversProps = {
  summary: Summary;
  accounts: readonly AccountView[];
  chosen: readonly string[];
};

export type ReceiverLine = { id: string; name: string; count: string };

/** The accounts that really receive something, with how much; then those that were chosen and receive nothing. */
export function receiverLines({ summary, accounts, chosen }: ReceiversProps): ReceiverLine[] {
  const noun = summary.drafts > 0 ? "row" : "post";
  const nameOf = (id: string) => {
    const account = accounts.find((one) => one.id === id);
    return account ? `${platformLabel(account.platform)} · ${account.name}` : id;
  };
  const receiving = summary.receivers.filter(({ rows }) => rows > 0);
  const idle = chosen.filter((id) => !receiving.some((one) => one.id === id));
  return [
    ...receiving.map(({ id, rows }) => ({ id, name: nameOf(id), count: plural(rows, noun) })),
    ...idle.map((id) => ({ id, name: nameOf(id), count: "nothing" })),
  ];
}

export function Receivers(props: ReceiversProps) {
  return (
    <ul
      aria-label="Accounts"
      className="flex max-h-36 shrink-0 flex-col gap-1 overflow-y-auto rounded-control border px-3 py-2 text-[13px]"
    >
      {receiverLines(props).map(({ id, name, count }) => (
        <li key={id} className="flex gap-3">
          <span className="min-w-0 flex-1 break-words">{name}</span>
          <span className="shrink-0 text-muted tabular-nums">{count}</span>
        </li>
      ))}
    </ul>
  );
}

type GoingOutProps = {
  goingOut: Summary["goingOut"];
  busy: boolean;
  /** A person said that posts may stand there twice. */
  meant: boolean;
  onMeant: (meant: boolean) => void;
  onLeaveOut: (kind: "drop_duplicates" | "drop_scheduled") => void;
};

/** Rows that would make a post stand there twice: nobody does that unasked. */
export const postedTwice = (goingOut: Summary["goingOut"]): number =>
  goingOut.duplicate_in_file + goingOut.already_scheduled;

/** What goes out though it was warned of, and the way to leave it out. */
export function GoingOutLines({ goingOut, busy, meant, onMeant, onLeaveOut }: GoingOutProps) {
  const { duplicate_in_file: duplicates, already_scheduled: scheduled, date_twice: twice } = goingOut;
  const lines = [
    {
      found: duplicates,
      words: `${plural(duplicates, "duplicate row")} ${duplicates === 1 ? "would go out as it is" : "would go out as they are"}`,
      kind: "drop_duplicates" as const,
    },
    {
      found: scheduled,
      words: `${plural(scheduled, "row")} ${scheduled === 1 ? "is" : "are"} scheduled already and would go out once more`,
      kind: "drop_scheduled" as const,
    },
    {
      found: twice,
      words: `${number(twice)} ${twice === 1 ? "row has a time that comes" : "rows have times that come"} twice that night: the first is meant`,
      kind: null,
    },
  ].filter(({ found }) => found > 0);
  if (lines.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="flex flex-col gap-1.5 text-[13px]">
      {lines.map(({ found, words, kind }) => (
        <li key={words} className="flex items-center gap-2">
          <TriangleAlert className="size-3.5 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 flex-1">{words}</span>
          {kind && (
            <Button size="sm" disabled={busy} onClick={() => onLeaveOut(kind)}>
              {found === 1 ? "Leave it out" : "Leave them out"}
            </Button>
          )}
        </li>
      ))}
      {postedTwice(goingOut) > 0 && (
        <li>
          <Checkbox
            checked={meant}
            disabled={busy}
            onCheckedChange={(on) => onMeant(on === true)}
            label="Post them twice, on purpose"
          />
        </li>
      )}
    </ul>
  );
}
