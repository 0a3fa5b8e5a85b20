import { toUpstreamDate } from "./dates";
import { rowLabel } from "./derived-rows";
import { COLUMNS, EXTRA_COLUMNS, FIELD_LABELS, type Fields } from "./formats";
import type { Issue } from "./issues";
import { smallestFormat, writeAdvance, writeBasic, writeRecord } from "./write";

type WrittenRow = { fields: Fields; scheduledLocal: string | null };

/** Columns of ours that the upstream's templates lack: without them a row would go elsewhere when it is read again. */
const OWN = ["location", "accounts", "pinterestBoard"] as const;

/**
 * Rows as they stand now, in the smallest template of the upstream that holds them. Where rows name locations or accounts
 * of their own, those columns stand behind the template's.
 */
export function writeCorrected(found: readonly WrittenRow[]): string {
  const rows = found.map(({ fields, scheduledLocal }): Fields => {
    // The template has one column for both; a date in another form would come back rewritten again.
    const { postTime, ...rest } = fields;
    const date = postTime && scheduledLocal ? toUpstreamDate(scheduledLocal) : fields.postAtSpecificTime;
    return date ? { ...rest, postAtSpecificTime: date } : rest;
  });
  const own = OWN.filter((key) => rows.some((row) => row[key]));
  if (own.length === 0) return smallestFormat(rows) === "basic" ? writeBasic(rows) : writeAdvance(rows);
  const extra = EXTRA_COLUMNS.filter(({ key }) => own.some((one) => one === key));
  const columns = [...COLUMNS, ...extra];
  return `${[
    writeRecord(columns.map(({ group }) => group)),
    writeRecord(columns.map(({ name, hint }) => (hint ? `${name} ${hint}` : name))),
    ...rows.map((row) => writeRecord(columns.map(({ key }) => row[key] ?? ""))),
  ].join("\n")}\n`;
}

/** Every issue of the rows as a CSV of its own. */
export function writeIssues(issues: Iterable<Issue>): string {
  const lines = [writeRecord(["Row", "Column", "Severity", "Issue"])];
  for (const { row, field, severity, message } of issues)
    lines.push(
      writeRecord([rowLabel(row).replaceAll(",", ""), field ? FIELD_LABELS[field] : "", severity, message]),
    );
  return lines.join("\n");
}
