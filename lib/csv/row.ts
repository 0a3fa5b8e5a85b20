import type { Fields } from "./formats";

/** One post of the sheet, fields as typed. */
export type PostRow = { row: number; fields: Fields };

/** An account that rows can go to. */
export type TargetAccount = {
  id: string;
  name: string;
  platform: string;
  type: string | null;
  isExpired?: boolean;
};

/** Whether nothing but blank space is in a cell; most cells tell by their first character. */
export function isBlankCell(cell: string): boolean {
  if (cell === "") return true;
  const first = cell.charCodeAt(0);
  return (first <= 32 || first >= 160) && cell.trim() === "";
}

/** `trim` that costs nothing where there is nothing to trim. */
export function trimmed(cell: string): string {
  if (cell === "") return cell;
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first > 32 && first < 160 && last > 32 && last < 160 ? cell : cell.trim();
}

const SEVERAL = /[,;|\n\s]/;
const BETWEEN_URLS = /\s*[,;|\n]\s*(?=https?:\/\/)|\s+(?=https?:\/\/)/i;
const STARTS_AS_URL = /^https?:\/\//i;

/**
 * URLs of a cell: comma separated, spaces and newlines around them do not matter. A comma inside a URL (image services
 * write `w_300,h_200`) does not cut it.
 */
export function listUrls(cell: string | undefined): string[] {
  if (!cell) return [];
  if (!SEVERAL.test(cell)) return [cell];
  const text = cell.trim().replace(/[\s,;|]+$/, "");
  if (text === "") return [];
  const parts = STARTS_AS_URL.test(text) ? text.split(BETWEEN_URLS) : text.split(/[,\n]+/);
  return parts.map((url) => url.trim()).filter((url) => url !== "");
}

const TRUE_WORDS = new Set(["true", "yes", "y", "1"]);
const FALSE_WORDS = new Set(["false", "no", "n", "0"]);

/** Null: neither. */
export function readBoolean(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  if (TRUE_WORDS.has(word)) return true;
  return FALSE_WORDS.has(word) ? false : null;
}

/** Which kind of post the row is on a network. */
export function postTypeOn(platform: string, fields: Fields): string {
  const cell =
    platform === "facebook"
      ? fields.facebookType
      : platform === "instagram"
        ? fields.instagramType
        : undefined;
  return cell?.trim().toLowerCase() || "post";
}

/** `12,345`: without Intl, which takes a worker longer to start than to read the first rows. */
export const thousands = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
