import { PlatformMark } from "@/components/charts/platform-mark";
import { cn } from "@/components/ui/cn";
import { readMedia } from "@/lib/csv";
import type { BatchView, RowView } from "@/lib/imports/schema";
import { MediaThumb } from "../preview/media-thumb";
import { rowDay } from "../row-day";

/** The time on the location's clock; the cell as typed where no time could be read. */
export const whenOf = (row: RowView): string =>
  row.scheduledLocal
    ? `${rowDay(row.scheduledLocal.slice(0, 10))} ${row.scheduledLocal.slice(11, 16)}`
    : (row.fields.postAtSpecificTime?.trim() ?? "") || "Draft";

const MARKS = 4;

type RowPostProps = {
  row: RowView;
  accounts: BatchView["accounts"];
  /** Below the caption: why it failed, or what to know of it. */
  note: string;
  /** The whole caption with pictures and link instead of its first line: somebody decides about it. */
  whole?: boolean;
};

/** A stored row as a post: its networks, its caption, and a note; on a phone its time as well. */
export function RowPost({ row, accounts, note, whole = false }: RowPostProps) {
  const platforms = new Map(accounts.map((account) => [account.id, account.platform]));
  const networks = [...new Set(row.accountIds.flatMap((id) => platforms.get(id) ?? []))];
  const shown = networks.length > MARKS ? MARKS - 1 : MARKS;
  const { link } = row.fields;
  return (
    <span className="flex items-start gap-2 max-md:flex-col max-md:gap-1">
      <span className="flex shrink-0 items-center gap-0.5 max-md:w-full">
        {networks.slice(0, shown).map((platform) => (
          <PlatformMark key={platform} platform={platform} size={20} />
        ))}
        {networks.length > shown && (
          <span className="pl-0.5 text-meta text-muted leading-5">+{networks.length - shown}</span>
        )}
        <span className="ml-auto truncate pl-2 text-[13px] text-muted md:hidden">{whenOf(row)}</span>
      </span>
      <span className="min-w-0 flex-1">
        <span
          className={cn(
            "block",
            whole ? "whitespace-pre-wrap break-words" : "line-clamp-1 max-md:line-clamp-2",
          )}
        >
          {row.fields.content ?? "No caption"}
        </span>
        {whole && link && <span className="block break-all text-[13px] text-primary">{link}</span>}
        {note && <span className="block text-[13px] text-muted">{note}</span>}
      </span>
      {whole && (
        <span className="shrink-0 text-[13px] max-md:order-last">
          <MediaThumb media={readMedia(row.fields)} broken={false} />
        </span>
      )}
    </span>
  );
}
