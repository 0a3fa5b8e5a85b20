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

/** Names people use for the fields in sheets of their own, in the languages agencies write to us in. */
const SYNONYMS: Partial<Record<FieldKey, string>> = {
  postAtSpecificTime:
    "date datetime dateandtime datetimelocal schedule scheduledate scheduleddate scheduledat scheduledfor " +
    "scheduledtime posttime publishdate publishat publishon publishtime when postdate postat postingdate " +
    "fecha fechayhora datum data datapublicacao dateheure",
  postTime: "time hour hora uhrzeit heure ora timeofday",
  content:
    "caption captions text post posts message copy body description posttext postcopy postcontent summary " +
    "texto mensaje descripcion beschreibung inhalt texte legende legenda testo descrizione mensagem",
  link: "ogmetaurl linkogmetaurl url website landingpage linkurl enlace lien collegamento",
  imageUrls:
    "image images imageurl imagelink imagelinks picture pictures photo photos media mediaurl mediaurls " +
    "imagen imagenes foto fotos bild bilder imagem imagens immagine immagini",
  gifUrl: "gif gifs",
  videoUrls: "video videos videourl videolink filmpje",
  thumbnailUrl: "thumbnail cover coverimage miniatura",
  tags: "tag labels label etiquetas schlagworte",
  category: "categories campaign categoria kategorie categorie",
  followUpComment: "firstcomment comment followup",
  pinterestBoard: "board",
  location: "locationid locationname client subaccount brand kunde cliente",
  accounts: "account accountids profile profiles channel channels network networks platform platforms",
};

const byName = new Map<string, FieldKey>();
for (const column of COLUMNS) {
  const name = normaliseHeader(column.name);
  if (!byName.has(name) && column.group === "All Social") byName.set(name, column.key);
}
for (const column of EXTRA_COLUMNS) byName.set(normaliseHeader(column.name), column.key);
for (const [key, names] of Object.entries(SYNONYMS) as [FieldKey, string][])
  for (const name of names.split(" ")) byName.set(name, key);
// The basic header spells the link column the other way round: `link (OGmetaUrl)`.
byName.set("link", "link");

const byGroup = new Map<string, FieldKey>();
for (const column of [...COLUMNS, ...EXTRA_COLUMNS]) {
  byGroup.set(`${normaliseHeader(column.group)}/${normaliseHeader(column.name)}`, column.key);
}
const GROUPS = new Set(COLUMNS.map((column) => normaliseHeader(column.group)));
const ADVANCE_NAMES = COLUMNS.map((column) => normaliseHeader(column.name));
const ADVANCE_NAME_SET = new Set(ADVANCE_NAMES);

/** Every header text that says what a column is. */
export const KNOWN_HEADERS: ReadonlySet<string> = new Set([...byName.keys(), ...ADVANCE_NAMES, ...GROUPS]);

const DATE_LIKE =
  /^\s*(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}\.?\s+[a-z]{3,9}\.?\s+\d{4}|[a-z]{3,9}\.?\s+\d{1,2},?\s+\d{4})/i;
const IMAGE_LIKE = /^https?:\/\/\S+\.(png|jpe?g|webp|avif|heic)(\?|,|\s|$)/i;
const VIDEO_LIKE = /^https?:\/\/\S+\.(mp4|mov|webm|m4v)(\?|,|\s|$)/i;
const GIF_LIKE = /^https?:\/\/\S+\.gif(\?|,|\s|$)/i;
const LINK_LIKE = /^https?:\/\//i;

/** How many rows may stand above the header: a title, a date, a note. */
const ROWS_ABOVE = 8;

/** A key for a header, under which a person's own reading of it is remembered. */
export function headerKey(map: Pick<ColumnMap, "names" | "format">): string {
  return `${map.format}:${map.names.map(normaliseHeader).join("|")}`;
}

/**
 * Recognises a sheet by its first rows: the upstream's basic and advance templates (in any case and order, hints or not,
 * a damaged group row, 39 or 40 columns, a few lines above the header), else a sheet of one's own, by names and then by
 * content. `remembered`: what a person chose for the same header before, by `headerKey`.
 */
export function mapColumns(
  firstRows: readonly (readonly string[])[],
  remembered?: (key: string) => readonly (FieldKey | null)[] | undefined,
): ColumnMap {
  const map = recognise(firstRows);
  const chosen = remembered?.(headerKey(map));
  if (!chosen || chosen.length !== map.columns.length) return map;
  const by = map.by.map((how, index) => (chosen[index] === map.columns[index] ? how : "person"));
  return { ...map, columns: [...chosen], by };
}

function recognise(rows: readonly (readonly string[])[]): ColumnMap {
  const last = Math.min(ROWS_ABOVE, rows.length - 1);
  for (let start = 0; start <= last; start++) {
    const [first = [], second = []] = [rows[start], rows[start + 1]];
    if (looksAdvance(first, second)) return above(mapAdvance(first, second), start);
    // A group row that was emptied is a blank row, which the reader leaves out.
    if (looksAdvance([], first)) return above({ ...mapAdvance([], first), headerRows: 1 }, start);
  }
  let best = { start: -1, known: 0 };
  for (let start = 0; start <= last; start++) {
    const known = knownNames(rows[start] ?? []);
    // Below the first row one known word may be a title or a caption.
    if (known > best.known && (start === 0 || known >= 2)) best = { start, known };
  }
  if (best.start === -1) return mapByContent(rows);
  const map = mapSingle(rows[best.start] ?? [], rows.slice(best.start + 1));
  return above(map, best.start);
}

const above = (map: ColumnMap, rows: number): ColumnMap => ({ ...map, headerRows: map.headerRows + rows });

/** Columns that no field takes although they have a name, and hold something. */
export function unusedColumns(map: ColumnMap): string[] {
  return map.names.filter((name, index) => name !== "" && map.columns[index] === null);
}

function looksAdvance(first: readonly string[], second: readonly string[]): boolean {
  const groups = first.filter((cell) => GROUPS.has(normaliseHeader(cell))).length;
  const known = second.filter((cell) => ADVANCE_NAME_SET.has(normaliseHeader(cell))).length;
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

/** How many cells name a field; 0 where a cell is a date or a link, which no header holds. */
function knownNames(cells: readonly string[]): number {
  if (cells.some((cell) => DATE_LIKE.test(cell) || LINK_LIKE.test(cell.trim()))) return 0;
  return new Set(cells.map((cell) => byName.get(normaliseHeader(cell))).filter((key) => key !== undefined))
    .size;
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
  // A column of times is the date's second half, or all there is of it.
  const time = columns.indexOf("postTime");
  if (time !== -1 && !used.has("postAtSpecificTime")) {
    const hasDates = samples.some((row) => DATE_LIKE.test(row[time] ?? ""));
    const dates = columns.findIndex(
      (key, index) => key === null && samples.some((row) => DATE_LIKE.test(row[index] ?? "")),
    );
    if (hasDates || dates === -1) {
      columns[time] = "postAtSpecificTime";
      used.add("postAtSpecificTime");
    }
  }
  guessByContent(columns, by, samples, used);
  const basic =
    BASIC_COLUMNS.every((column) => columns.includes(column.key)) && names.length <= BASIC_COLUMNS.length;
  return { format: basic ? "basic" : "own", headerRows: 1, columns, names, by };
}

function mapByContent(rows: readonly (readonly string[])[]): ColumnMap {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns: (FieldKey | null)[] = Array(width).fill(null);
  const by: ColumnMap["by"] = Array(width).fill(null);
  const [first = [], ...rest] = rows;
  guessByContent(columns, by, rest.length > 0 ? rest : rows, new Set());
  // Names in a language we do not know: a first row without a date above a column of dates is a header all the same.
  const dates = columns.indexOf("postAtSpecificTime");
  const hasHeader = dates !== -1 && rest.length > 0 && !DATE_LIKE.test(first[dates] ?? "");
  return {
    format: "own",
    headerRows: hasHeader ? 1 : 0,
    columns,
    names: columns.map((_, index) => (hasHeader && first[index]?.trim()) || `Column ${index + 1}`),
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
