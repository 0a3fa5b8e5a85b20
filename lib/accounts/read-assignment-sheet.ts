import { normaliseHeader, type RawRow, ReadRefusal, readBoolean, readRows } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { ASSIGNMENT_COLUMNS, type AssignmentColumn } from "./assignment-sheet-schema";

export type AssignmentLine = { row: number; assigned: boolean | null } & Record<
  Exclude<AssignmentColumn, "assigned">,
  string
>;

const MOST_ROWS = 50_000;

/** Names people give the columns; headings are compared without case, spaces and brackets. */
const NAMES: Record<AssignmentColumn, readonly string[]> = {
  locationId: ["locationid", "subaccountid", "clientid"],
  location: ["location", "locationname", "client", "subaccount"],
  platform: ["platform", "network"],
  account: ["account", "accountname", "name"],
  accountId: ["accountid"],
  assigned: ["assigned", "assign", "use"],
};

/** Lines of an assignments sheet, CSV or workbook. Throws `unprocessable` where columns are missing. */
export async function readAssignmentSheet(bytes: Uint8Array): Promise<AssignmentLine[]> {
  const [header, ...body] = await rowsOf(bytes);
  const names = (header?.cells ?? []).map(normaliseHeader);
  const places = new Map(
    ASSIGNMENT_COLUMNS.map((column) => [column, names.findIndex((name) => NAMES[column].includes(name))]),
  );
  const has = (column: AssignmentColumn) => (places.get(column) ?? -1) !== -1;
  const missing = [
    ...(has("locationId") || has("location") ? [] : ["Location ID or Location"]),
    ...(has("accountId") || has("account") ? [] : ["Account ID or Account"]),
    ...(has("assigned") ? [] : ["Assigned"]),
  ];
  if (missing.length > 0)
    throw new AppError("unprocessable", {
      message: `The first line does not name the column ${missing.join(", nor ")}. Start from the exported CSV.`,
    });
  return body.map(({ row, cells }) => {
    const cell = (column: AssignmentColumn) => (cells[places.get(column) ?? -1] ?? "").trim();
    return {
      row,
      locationId: cell("locationId"),
      location: cell("location"),
      platform: cell("platform"),
      account: cell("account"),
      accountId: cell("accountId"),
      assigned: readBoolean(cell("assigned")),
    };
  });
}

async function rowsOf(bytes: Uint8Array): Promise<RawRow[]> {
  async function* source() {
    yield bytes;
  }
  const rows: RawRow[] = [];
  try {
    for await (const batch of readRows(source())) {
      rows.push(...batch);
      if (rows.length > MOST_ROWS)
        throw new AppError("unprocessable", {
          message: "More than 50,000 lines cannot be compared at once. Cut the file into parts.",
        });
    }
  } catch (cause) {
    if (!(cause instanceof ReadRefusal)) throw cause;
    throw new AppError("unprocessable", { message: cause.message, cause });
  }
  return rows;
}
