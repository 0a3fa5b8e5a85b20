import { platformLabel } from "@/components/charts/platform";
import type { FieldKey, Fields, Issue } from "@/lib/csv";
import type { SessionRow } from "@/lib/csv/import-session";
import { rowDay } from "../row-day";

/** The columns of the grid, in order; each stands for some fields of the row. */
export const GRID_COLUMNS = ["date", "caption", "media", "accounts", "kind", "tags"] as const;
export type GridColumn = (typeof GRID_COLUMNS)[number];

const COLUMN_OF: Partial<Record<FieldKey, GridColumn>> = {
  postAtSpecificTime: "date",
  postTime: "date",
  content: "caption",
  link: "caption",
  followUpComment: "caption",
  imageUrls: "media",
  gifUrl: "media",
  videoUrls: "media",
  thumbnailUrl: "media",
  accounts: "accounts",
  location: "accounts",
  tags: "tags",
  category: "tags",
};

/** Where in the grid an issue stands: fields without a column of their own belong to the kind of post. */
export function columnOf(issue: Issue): GridColumn {
  if (issue.field) return COLUMN_OF[issue.field] ?? "kind";
  return issue.code === "nothing_to_post" ? "caption" : "accounts";
}

/** The worst issue of each column. */
export function issuesByColumn(row: SessionRow): Map<GridColumn, Issue> {
  const found = new Map<GridColumn, Issue>();
  for (const issue of row.issues) {
    const column = columnOf(issue);
    const before = found.get(column);
    if (!before || (before.severity === "warning" && issue.severity === "error")) found.set(column, issue);
  }
  return found;
}

/** Errors first, otherwise as found. */
export const sortedIssues = (row: SessionRow): Issue[] =>
  [...row.issues].sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));

const WITH_TIME = /\d\d?[:.h]\d\d(?!\d|[./-]\d)/i;

/** What typing into a cell changes: a date with its time replaces the time of a column of its own too. */
export function editsOf(
  row: SessionRow,
  field: FieldKey,
  value: string,
): { row: number; field: FieldKey; value: string }[] {
  const edits = [{ row: row.row, field, value }];
  if (field === "postAtSpecificTime" && row.fields.postTime && WITH_TIME.test(value))
    edits.push({ row: row.row, field: "postTime", value: "" });
  return edits;
}

/** The field a cell edits. */
export function fieldOf(column: GridColumn, row: SessionRow): FieldKey {
  const own = row.issues.find((issue) => issue.field && columnOf(issue) === column)?.field;
  if (column === "date") return "postAtSpecificTime";
  if (column === "caption") return own === "link" ? "link" : "content";
  if (column === "accounts") return own === "location" ? "location" : "accounts";
  if (column === "tags") return own ?? "tags";
  if (column === "media") {
    if (own && row.fields[own]) return own;
    if (row.fields.videoUrls) return "videoUrls";
    return row.fields.gifUrl ? "gifUrl" : (own ?? "imageUrls");
  }
  return own ?? kindField(row.fields);
}

function kindField(fields: Fields): FieldKey {
  if (fields.googleEventType) return "googleEventType";
  return fields.instagramType ? "instagramType" : fields.facebookType ? "facebookType" : "instagramType";
}

const KINDS: Record<string, string> = {
  post: "Post",
  reel: "Reel",
  story: "Story",
  event: "Event",
  offer: "Offer",
  short: "Short",
};

/** What kind of post the row is; several kinds by network read "Reel, Story". */
export function kindOf({ fields }: SessionRow): string {
  const kinds = new Set(
    [fields.facebookType, fields.instagramType, fields.googleEventType, fields.youtubeType]
      .map((cell) => KINDS[cell?.trim().toLowerCase() ?? ""])
      .filter((kind) => kind !== undefined && kind !== "Post"),
  );
  return kinds.size === 0 ? "Post" : [...kinds].join(", ");
}

export const tagsOf = ({ fields }: SessionRow): string[] =>
  (fields.tags ?? "")
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);

/** "Fri 4 Dec" and "12:30"; the cell as typed where no date could be read. */
export function dateOf(row: SessionRow): { day: string; time: string } {
  const local = row.scheduledLocal;
  if (local === null) {
    const typed = row.fields.postAtSpecificTime?.trim();
    return typed ? { day: typed, time: "" } : { day: "Draft", time: "no date" };
  }
  return { day: rowDay(local.slice(0, 10)), time: local.slice(11, 16) };
}

export const networksOf = (platforms: readonly string[]): string => platforms.map(platformLabel).join(", ");

const BAD_ADDRESS: ReadonlySet<string> = new Set(["media_share_link", "media_not_a_url", "media_not_public"]);

/** Media of the row cannot be loaded from where it is said to be. */
export const hasBadAddress = (row: SessionRow): boolean =>
  row.issues.some((issue) => BAD_ADDRESS.has(issue.code));
