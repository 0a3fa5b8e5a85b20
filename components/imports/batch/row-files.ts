import { saveFile } from "@/components/charts/save-file";
import { rowLabel } from "@/lib/csv/derived-rows";
import { smallestFormat, writeAdvance, writeBasic, writeRecord } from "@/lib/csv/write";
import type { BatchView, RowView } from "@/lib/imports/schema";
import { rowsPage } from "../queries";

export const NO_REASON = {
  failed: "The Social Media API gave no reason.",
  skipped: "Left out.",
} as const;
export type SetAside = keyof typeof NO_REASON;

const PAGE = 500;

async function allRows(batchId: string, outcome: SetAside): Promise<RowView[]> {
  const rows: RowView[] = [];
  for (let after = 0; ; ) {
    const page = await rowsPage(batchId, outcome, after, undefined, PAGE);
    rows.push(...page);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return rows;
    after = last.row;
  }
}

const stem = (batch: BatchView) => batch.fileName.replace(/\.[^.]+$/, "");
const save = (name: string, text: string[]) => saveFile(name, new Blob(text, { type: "text/csv" }));

/** Every row of one outcome with its reason, however many there are. */
export async function saveReport(batch: BatchView, outcome: SetAside): Promise<void> {
  save(`${stem(batch)} ${outcome}.csv`, reportOf(await allRows(batch.batchId, outcome), outcome));
}

export function reportOf(rows: readonly RowView[], outcome: SetAside): string[] {
  const lines = [`${writeRecord(["Row", "Date", "Caption", "Reason"])}\n`];
  for (const row of rows)
    lines.push(
      `${writeRecord([
        rowLabel(row.row).replaceAll(",", ""),
        row.scheduledLocal?.replace("T", " ") ?? row.fields.postAtSpecificTime ?? "",
        row.fields.content ?? "",
        row.reason ?? NO_REASON[outcome],
      ])}\n`,
    );
  return lines;
}

/** The rows themselves with the repairs made so far, as a file to mend and import again. */
export async function saveRows(batch: BatchView, outcome: SetAside): Promise<void> {
  save(`${stem(batch)} to repair.csv`, [fileOf(await allRows(batch.batchId, outcome))]);
}

export function fileOf(rows: readonly RowView[]): string {
  const fields = rows.map((row) => row.fields);
  return smallestFormat(fields) === "basic" ? writeBasic(fields) : writeAdvance(fields);
}
