import {
  BASIC_COLUMNS,
  COLUMNS,
  type CsvFormat,
  EXTRA_COLUMNS,
  type FieldKey,
  normaliseHeader,
} from "./formats";

export type ColumnMap = {
  format: CsvFormat;
  /** How many rows at the top are header, 0 to 2. */
  headerRows: number;
  /** The field of each column; null: the column is not used. */
  columns: (FieldKey | null)[];
  /** What each column is called in the file. */
  names: string[];
  /** How each column was recognised; shown to the person, who may change it. */
  by: ("name" | "position" | "content" | "person" | null)[];
};

/** Names people use for the fields in sheets of their own. */
const SYNONYMS: Partial<Record<FieldKey, readonly string[]>> = {
  postAtSpecificTime: [
    "date",
    "datetime",
    "dateandtime",
    "schedule",
    "scheduledate",
    "scheduledat",
    "scheduledfor",
    "posttime",
    "publishdate",
    "publishat",
    "time",
    "when",
    "postdate",
  ],
  content: ["caption", "text", "post", "message", "copy", "body", "description", "posttext", "summary"],
  link: ["ogmetaurl", "linkogmetaurl", "url", "website", "landingpage"],
  imageUrls: [
    "image",
    "images",
    "imageurl",
    "picture",
    "pictures",
    "photo",
    "photos",
    "media",
    "mediaurl",
    "mediaurls",
  ],
  gifUrl: ["gif", "gifs"],
  videoUrls: ["video", "videos", "videourl"],
  thumbnailUrl: ["thumbnail", "cover"],
  tags: ["tag", "labels", "label"],
  category: ["categories", "campaign"],
  followUpComment: ["firstcomment", "comment", "followup"],
  pinterestBoard: ["board"],
  location: ["locationid", "locationname", "client", "subaccount", "account"],
};

const byName = new Map<string, FieldKey>();
for (const column of COLUMNS) {
  const name = normaliseHeader(column.name);
  if (!byName.has(name) && column.group === "All Social") byName.set(name, column.key);
}
for (const column of EXTRA_COLUMNS) byName.set(normaliseHeader(column.name), column.key);
for (const [key, names] of Object.entries(SYNONYMS))
  for (const name of names) byName.set(name, key as FieldKey);
// The basic header spells the link column the other way round: `link (OGmetaUrl)`.
byName.set("link", "link");

const byGroup = new Map<string, FieldKey>();
for (const column of [...COLUMNS, ...EXTRA_COLUMNS]) {
  byGroup.set(`${normaliseHeader(column.group)}/${normaliseHeader(column.name)}`, column.key);
}
const GROUPS = new Set(COLUMNS.map((column) => normaliseHeader(column.group)));
const ADVANCE_NAMES = COLUMNS.map((column) => normaliseHeader(column.name));

/** Every header text that says what a column is. */
export const KNOWN_HEADERS: ReadonlySet<string> = new Set([...byName.keys(), ...ADVANCE_NAMES, ...GROUPS]);

const DATE_LIKE = /^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/;
const IMAGE_LIKE = /^https?:\/\/\S+\.(png|jpe?g|webp|avif|heic)(\?|,|\s|$)/i;
const VIDEO_LIKE = /^https?:\/\/\S+\.(mp4|mov|webm|m4v)(\?|,|\s|$)/i;
const GIF_LIKE = /^https?:\/\/\S+\.gif(\?|,|\s|$)/i;
const LINK_LIKE = /^https?:\/\//i;

/**
 * Recognises a sheet by its first rows: the upstream's basic and advance templates (in any case and order, hints or not,
 * a damaged group row, 39 or 40 columns), else a sheet of one's own, by names and then by content.
 */
export function mapColumns(firstRows: readonly (readonly string[])[]): ColumnMap {
  const [first = [], second = []] = firstRows;
  if (looksAdvance(first, second)) return mapAdvance(first, second);
  if (looksLikeHeader(first)) return mapSingle(first, firstRows.slice(1));
  return mapByContent(firstRows);
}

function looksAdvance(first: readonly string[], second: readonly string[]): boolean {
  const groups = first.filter((cell) => GROUPS.has(normaliseHeader(cell))).length;
  const names = new Set(ADVANCE_NAMES);
  const known = second.filter((cell) => names.has(normaliseHeader(cell))).length;
  return known >= 12 && (groups >= 3 || second.length >= 39);
}

function mapAdvance(groupRow: readonly string[], nameRow: readonly string[]): ColumnMap {
  const width = Math.max(groupRow.length, nameRow.length);
  const names = Array.from({ length: width }, (_, index) => (nameRow[index] ?? "").trim());
  const used = new Set<FieldKey>();
  const columns: (FieldKey | null)[] = Array(width).fill(null);
  const by: ColumnMap["by"] = Array(width).fill(null);
  const claim = (index: number, key: FieldKey | undefined, how: "name" | "position") => {
    if (!key || used.has(key) || columns[index]) return;
    used.add(key);
    columns[index] = key;
    by[index] = how;
  };
  let group = "";
  for (let index = 0; index < width; index++) {
    // Spreadsheets merge the cells of a group: an empty one belongs to the group before it.
    group = normaliseHeader(groupRow[index] ?? "") || group;
    claim(index, byGroup.get(`${group}/${normaliseHeader(names[index] ?? "")}`), "name");
  }
  // A damaged group row: names that occur once are certain, repeated ones go by their order among themselves.
  for (let index = 0; index < width; index++) {
    const name = normaliseHeader(names[index] ?? "");
    if (!name || columns[index]) continue;
    const free = COLUMNS.filter((column) => normaliseHeader(column.name) === name && !used.has(column.key));
    claim(index, free[0]?.key ?? byName.get(name), "position");
  }
  return { format: "advance", headerRows: 2, columns, names, by };
}

function looksLikeHeader(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length === 0 || filled.some((cell) => DATE_LIKE.test(cell) || LINK_LIKE.test(cell.trim())))
    return false;
  return filled.some((cell) => byName.has(normaliseHeader(cell)));
}

function mapSingle(header: readonly string[], samples: readonly (readonly string[])[]): ColumnMap {
  const names = header.map((cell) => cell.trim());
  const used = new Set<FieldKey>();
  const columns = names.map((name): FieldKey | null => {
    const key = byName.get(normaliseHeader(name)) ?? byName.get(normaliseHeader(name.replace(/[()]/g, " ")));
    if (!key || used.has(key)) return null;
    used.add(key);
    return key;
  });
  const by: ColumnMap["by"] = columns.map((key) => (key ? "name" : null));
  guessByContent(columns, by, samples, used);
  const basic =
    BASIC_COLUMNS.every((column) => columns.includes(column.key)) && names.length <= BASIC_COLUMNS.length;
  return { format: basic ? "basic" : "own", headerRows: 1, columns, names, by };
}

function mapByContent(rows: readonly (readonly string[])[]): ColumnMap {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns: (FieldKey | null)[] = Array(width).fill(null);
  const by: ColumnMap["by"] = Array(width).fill(null);
  guessByContent(columns, by, rows, new Set());
  return {
    format: "own",
    headerRows: 0,
    columns,
    names: columns.map((_, index) => `Column ${index + 1}`),
    by,
  };
}

function guessByContent(
  columns: (FieldKey | null)[],
  by: ColumnMap["by"],
  rows: readonly (readonly string[])[],
  used: Set<FieldKey>,
): void {
  const share = (index: number, test: RegExp) => {
    const filled = rows.map((row) => (row[index] ?? "").trim()).filter((cell) => cell !== "");
    return filled.length === 0 ? 0 : filled.filter((cell) => test.test(cell)).length / filled.length;
  };
  const guesses: [FieldKey, RegExp][] = [
    ["postAtSpecificTime", DATE_LIKE],
    ["gifUrl", GIF_LIKE],
    ["imageUrls", IMAGE_LIKE],
    ["videoUrls", VIDEO_LIKE],
    ["link", LINK_LIKE],
  ];
  const claim = (index: number, key: FieldKey) => {
    columns[index] = key;
    by[index] = "content";
    used.add(key);
  };
  for (const [key, test] of guesses) {
    if (used.has(key)) continue;
    const index = columns.findIndex((column, at) => column === null && share(at, test) > 0.6);
    if (index !== -1) claim(index, key);
  }
  if (used.has("content")) return;
  // The caption is the column with the most text.
  const lengths = columns.map((column, index) =>
    column === null ? rows.reduce((sum, row) => sum + (row[index] ?? "").trim().length, 0) : 0,
  );
  const longest = lengths.indexOf(Math.max(...lengths));
  if (longest !== -1 && (lengths[longest] ?? 0) > 0) claim(longest, "content");
}
