import { dateTime } from "@/lib/format";
import type { PostPatch } from "@/lib/posts/change-schema";

export type LabelNames = ReadonlyMap<string, string>;

const FIELD_WORDS: Record<string, string> = {
  summary: "Caption",
  media: "Media",
  followUpComment: "Follow-up comment",
  ogTagsDetails: "Link",
};

/** A field's value as a person reads it: times on the location's clock, ids by name. */
export function valueText(name: string, value: unknown, timezone: string, names: LabelNames): string {
  if (name === "scheduleDate") return typeof value === "string" ? dateTime(value, timezone) : "no time";
  if (name === "categoryId") return typeof value === "string" ? (names.get(value) ?? value) : "no category";
  if (name === "tags") {
    const ids = Array.isArray(value) ? value.map(String) : [];
    return ids.length === 0 ? "no tags" : ids.map((id) => names.get(id) ?? id).join(", ");
  }
  if (value === null || value === undefined || value === "") return "empty";
  return typeof value === "string" ? value : "other settings";
}

/** Each changed field of a post as "from" and "to". */
export function changeLines(
  before: PostPatch,
  after: PostPatch,
  timezone: string,
  names: LabelNames,
): { name: string; label: string | null; from: string; to: string }[] {
  return Object.keys(after).map((name) => ({
    name,
    label: FIELD_WORDS[name] ?? null,
    from: valueText(name, before[name], timezone, names),
    to: valueText(name, after[name], timezone, names),
  }));
}
