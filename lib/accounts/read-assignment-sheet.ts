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

export type AssignmentSheet = {
  lines: AssignmentLine[];
  /** Without the column "Assigned" a sheet lists what is assigned at its locations: all of it. */
  whole: boolean;
};

const WORDS: Record<string, boolean> = { x: true, "✓": true, ja: true, oui: true, sí: true, si: true };
const NO_WORDS = new Set(["nein", "non"]);

const readAssigned = (cell: string): boolean | null => {
  const word = cell.toLowerCase();
  return WORDS[word] ?? (NO_WORDS.has(word) ? false : readBoolean(cell));
};

/** An assignments sheet, CSV or workbook. Throws `unprocessable` where columns are missing. */
export async function readAssignmentSheet(bytes: Uint8Array): Promise<AssignmentSheet> {
  const [header, ...body] = await rowsOf(bytes);
  const names = (header?.cells ?? []).map(normaliseHeader);
  const places = new Map(
    ASSIGNMENT_COLUMNS.map((column) => [column, names.findIndex((name) => NAMES[column].includes(name))]),
  );
  const has = (column: AssignmentColumn) => (places.get(column) ?? -1) !== -1;
  const missing = [
    ...(has("locationId") || has("location") ? [] : ["Location ID or Location"]),
    ...(has("accountId") || has("account") ? [] : ["Account ID or Account"]),
  ];
  if (missing.length > 0)
    throw new AppError("unprocessable", {
      message: `The first line does not name the column ${missing.join(", nor ")}. Start from the exported CSV.`,
    });
  const whole = !has("assigned");
  const lines = body.map(({ row, cells }) => {
    const cell = (column: AssignmentColumn) => (cells[places.get(column) ?? -1] ?? "").trim();
    return {
      row,
      locationId: cell("locationId"),
      location: cell("location"),
      platform: cell("platform"),
      account: cell("account"),
      accountId: cell("accountId"),
      assigned: whole
        ? cell("account") !== "" || cell("accountId") !== "" || null
        : readAssigned(cell("assigned")),
    };
  });
  return { lines, whole };
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
