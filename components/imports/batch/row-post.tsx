import { PlatformMark } from "@/components/charts/platform-mark";
import { cn } from "@/components/ui/cn";
import type { BatchView, RowView } from "@/lib/imports/schema";
import { rowDay } from "../row-day";

export const whenOf = (row: RowView): string =>
  row.scheduledLocal
    ? `${rowDay(row.scheduledLocal.slice(0, 10))} ${row.scheduledLocal.slice(11, 16)}`
    : "Draft";

const MARKS = 4;

type RowPostProps = {
  row: RowView;
  accounts: BatchView["accounts"];
  /** Below the caption: why it failed, or what to know of it. */
  note: string;
  /** The whole caption instead of its first line. */
  whole?: boolean;
};

/** A stored row as a post: its networks, its caption, and a note. */
export function RowPost({ row, accounts, note, whole = false }: RowPostProps) {
  const platforms = new Map(accounts.map((account) => [account.id, account.platform]));
  const networks = [...new Set(row.accountIds.flatMap((id) => platforms.get(id) ?? []))];
  const shown = networks.length > MARKS ? MARKS - 1 : MARKS;
  return (
    <span className="flex items-start gap-2">
      <span className="flex gap-0.5">
        {networks.slice(0, shown).map((platform) => (
          <PlatformMark key={platform} platform={platform} size={20} />
        ))}
        {networks.length > shown && (
          <span className="pl-0.5 text-meta text-muted leading-5">+{networks.length - shown}</span>
        )}
      </span>
      <span className="min-w-0">
        <span className={cn(whole ? "whitespace-pre-wrap break-words" : "line-clamp-1")}>
          {row.fields.content ?? "No caption"}
        </span>
        <span className="block text-[13px] text-muted">
          <span className="md:hidden">
            {whenOf(row)}
            {note && ": "}
          </span>
          {note}
        </span>
      </span>
    </span>
  );
}
