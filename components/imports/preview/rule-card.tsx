"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ISSUES, type Issue, networkName, trimCaption } from "@/lib/csv";
import type { SessionRow } from "@/lib/csv/import-session";
import { number, plural } from "@/lib/format";
import type { Preview } from "./use-preview";

type RuleCardProps = {
  issue: Issue;
  row: SessionRow;
  preview: Preview;
  /** Accounts of the row that the rule says nothing about. */
  others: number;
};

/** One rule that the row breaks: in words, as a meter where it is a number, and what can be done at once. */
export function RuleCard({ issue, row, preview, others }: RuleCardProps) {
  const over =
    issue.limit !== undefined && issue.actual !== undefined && issue.actual > issue.limit
      ? issue.actual - issue.limit
      : null;
  const bad = issue.severity === "error";
  return (
    <section
      className={cn(
        "flex flex-col gap-2 rounded-card border border-l-[3px] bg-surface px-3.5 py-3",
        bad ? "border-l-bad" : "border-l-warn",
      )}
    >
      <h3 className="font-semibold text-[13px]">
        <span className="sr-only">{bad ? "Error: " : "Warning: "}</span>
        {issue.message}
      </h3>
      {over !== null && issue.actual !== undefined && issue.limit !== undefined && (
        <div className="flex items-center gap-2">
          <div
            role="img"
            aria-label={`${number(issue.actual)} of ${number(issue.limit)}`}
            className="flex h-1 flex-1 overflow-hidden rounded-full bg-sunken forced-color-adjust-none"
          >
            <span className="bg-line-strong" style={{ width: `${(issue.limit / issue.actual) * 100}%` }} />
            <span className="flex-1 bg-bad" />
          </div>
          <span className="text-[13px] tabular-nums">{number(over)} over</span>
        </div>
      )}
      {explain(issue, others) !== issue.message && (
        <p className="text-meta text-muted">{explain(issue, others)}</p>
      )}
      <Actions issue={issue} row={row} preview={preview} others={others} />
    </section>
  );
}

function explain(issue: Issue, others: number): string {
  const [, , rule] = ISSUES[issue.code];
  if (issue.code !== "caption_too_long") return rule;
  const counted = issue.platforms.includes("twitter") ? "A link counts as 23, an emoji as 2. " : "";
  return others > 0
    ? `${counted}Trimming the cell changes it for the other ${plural(others, "account")} too; trimmed for one network alone, the row is sent twice, and the others keep the full text.`
    : `${counted}${rule}`;
}

function Actions({ issue, row, preview, others }: RuleCardProps) {
  const [platform] = issue.platforms;
  const { field } = issue;
  const trims =
    issue.code === "caption_too_long" && platform !== undefined && issue.limit !== undefined
      ? { platform, limit: issue.limit }
      : null;
  const caption = row.fields.content ?? "";
  // With media a link below the caption counts as well: its share of the room is not the caption's.
  const room = trims ? trims.limit - linkShare(issue, row, trims.platform) : 0;
  return (
    <div className="flex flex-wrap gap-2">
      {trims && room > 0 && others > 0 && (
        <Button
          size="sm"
          onClick={() =>
            void preview.sheet.change(
              "splitFor",
              row.row,
              trims.platform,
              trimCaption(trims.platform, caption, room),
            )
          }
        >
          Trim for {networkName(trims.platform)} only
        </Button>
      )}
      {trims && room > 0 && (
        <Button
          size="sm"
          onClick={() =>
            void preview.sheet.change("edit", row.row, "content", trimCaption(trims.platform, caption, room))
          }
        >
          {others > 0 ? "Trim for all" : `Trim to ${number(room)}`}
        </Button>
      )}
      {issue.severity === "error" && issue.platforms.length === 1 && platform && others > 0 && !trims && (
        <Button
          size="sm"
          onClick={() =>
            void preview.sheet.change(
              "edit",
              row.row,
              "accounts",
              row.accountIds.filter((id) => preview.platformOf(id) !== platform).join(", "),
            )
          }
        >
          Leave {networkName(platform)} out
        </Button>
      )}
      {field && (
        <Button size="sm" onClick={() => preview.focusField(field)}>
          Edit
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={() => void preview.toggleExcluded()}>
        {row.excluded ? "Take row in" : "Leave row out"}
      </Button>
    </div>
  );
}

function linkShare(issue: Issue, row: SessionRow, platform: string): number {
  if (!issue.message.includes("with its link")) return 0;
  return 1 + (platform === "twitter" ? 23 : (row.fields.link ?? "").trim().length);
}
