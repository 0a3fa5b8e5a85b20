import { CSV_MARK, csvRecord } from "@/lib/exports/write-csv";
import { toUpstreamDate } from "./dates";
import { rowLabel } from "./derived-rows";
import { BASIC_COLUMNS, COLUMNS, EXTRA_COLUMNS, FIELD_LABELS, type Fields } from "./formats";
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
    // The template has one column for both, and reads a date in another form otherwise or not at all.
    const { postTime: _, ...rest } = fields;
    const date = scheduledLocal ? toUpstreamDate(scheduledLocal) : fields.postAtSpecificTime;
    return date ? { ...rest, postAtSpecificTime: date } : rest;
  });
  const own = OWN.filter((key) => rows.some((row) => row[key]));
  const format = smallestFormat(rows);
  if (own.length === 0) return format === "basic" ? writeBasic(rows) : writeAdvance(rows);
  const extra = EXTRA_COLUMNS.filter(({ key }) => own.some((one) => one === key));
  const record = (cells: readonly string[]) => writeRecord(cells);
  const columns = [...(format === "basic" ? BASIC_COLUMNS : COLUMNS), ...extra];
  const header =
    format === "basic"
      ? [record([...BASIC_COLUMNS.map(({ header }) => header), ...extra.map(({ name }) => name)])]
      : [
          record([...COLUMNS, ...extra].map(({ group }) => group)),
          record([...COLUMNS, ...extra].map(({ name, hint }) => (hint ? `${name} ${hint}` : name))),
        ];
  return `${[...header, ...rows.map((row) => record(columns.map(({ key }) => row[key] ?? "")))].join("\n")}\n`;
}

/** Whether a file of `writeCorrected` has the one header row of the basic template. */
export const isBasicText = (text: string): boolean => text.startsWith(BASIC_COLUMNS[0]?.header ?? "");

/** A row with something wrong; `accounts`: the names of those it goes to. */
export type ReportedRow = { fields: Fields; issues: readonly Issue[]; accounts: readonly string[] };

/**
 * Every issue of the rows as a CSV of its own, each with the cell it is about and the post it belongs to. It is for people:
 * it begins with a mark of its alphabet, and no cell runs as a formula.
 */
export function writeIssues(rows: Iterable<ReportedRow>): string {
  const lines = [csvRecord(["Row", "Column", "Value", "Severity", "Issue", "Caption", "Accounts"])];
  for (const { fields, issues, accounts } of rows)
    for (const { row, field, severity, message } of issues)
      lines.push(
        csvRecord([
          rowLabel(row).replaceAll(",", ""),
          field ? FIELD_LABELS[field] : "",
          field ? (fields[field] ?? "") : "",
          severity,
          message,
          fields.content ?? "",
          accounts.join(", "),
        ]),
      );
  return `${CSV_MARK}${lines.join("")}`;
}
