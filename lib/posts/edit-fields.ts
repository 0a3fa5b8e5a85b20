import type { z } from "zod";
import { type PostRequest, postFields, type UpstreamPost } from "@/lib/upstream/contract";
import type { PostPatch } from "./change-schema";

/** Fields of a post that a person may change here, as the Social Media API names them. */
export const CHANGEABLE = [
  "scheduleDate",
  "summary",
  "media",
  "tags",
  "categoryId",
  "followUpComment",
  "ogTagsDetails",
  "tiktokPostDetails",
  "gmbPostDetails",
  "linkedinPostDetails",
  "pinterestPostDetails",
  "facebookPostDetails",
  "instagramPostDetails",
  "youtubePostDetails",
] as const;
export type Changeable = (typeof CHANGEABLE)[number];

const KEPT = [...CHANGEABLE, "status", "postApprovalDetails", "applyWatermark", "createdBy"] as const;

/** The post's own values of the fields that `patch` names. */
export function presentValues(post: UpstreamPost, patch: PostPatch): PostPatch {
  return Object.fromEntries(Object.keys(patch).map((name) => [name, post[name] ?? null]));
}

/** Whether the post has each of the patch's values already: times by the second, tags in any order, empty as missing. */
export function hasValues(post: UpstreamPost, patch: PostPatch): boolean {
  return Object.entries(patch).every(([name, value]) => sameValue(name, post[name], value));
}

export function sameValue(name: string, one: unknown, other: unknown): boolean {
  return JSON.stringify(comparable(name, one)) === JSON.stringify(comparable(name, other));
}

function comparable(name: string, value: unknown): unknown {
  if (name === "scheduleDate" && typeof value === "string") return Math.floor(Date.parse(value) / 1000);
  if (name === "tags" && Array.isArray(value)) return value.length === 0 ? null : value.map(String).sort();
  if (name === "media" && Array.isArray(value))
    return value.length === 0 ? null : value.map((item) => tidy({ url: item?.url, type: item?.type }));
  return tidy(value);
}

/** Sorted by name, without what is empty, so that two spellings of the same value are equal. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value === "" || value === undefined ? null : value;
  const entries = Object.entries(value)
    .map(([name, item]) => [name, tidy(item)] as const)
    .filter(([, item]) => item !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/**
 * The body of an edit that changes `patch` and keeps all else: the API replaces a post as a whole, so everything it sent
 * goes back. Null where something of the post cannot be said in the API's own request.
 */
export function editBody(post: UpstreamPost, patch: PostPatch, userId: string): PostRequest | null {
  const body: Record<string, unknown> = {
    accountIds: post.accountId ? [post.accountId] : (post.accountIds ?? []),
    type: post.type ?? "post",
    userId,
  };
  for (const name of KEPT) {
    const wanted = name in patch ? patch[name] : post[name];
    if (wanted === null || wanted === undefined || wanted === "") continue;
    const parsed = fitting(postFields[name], wanted);
    if (!parsed.ok) return null;
    body[name] = parsed.value;
  }
  if ("scheduleDate" in patch) body.scheduleTimeUpdated = true;
  return body as PostRequest;
}

type Fitting = { ok: true; value: unknown } | { ok: false };

/** The value with only the fields the request knows: answers carry some of the upstream's own beside them. */
function fitting(schema: z.ZodType, value: unknown): Fitting {
  const cleaned = withoutEmpty(value);
  const first = schema.safeParse(cleaned);
  if (first.success) return { ok: true, value: first.data };
  let pruned = cleaned;
  for (const issue of first.error.issues) {
    if (issue.code !== "unrecognized_keys") return { ok: false };
    pruned = without(pruned, issue.path, issue.keys);
  }
  const second = schema.safeParse(pruned);
  return second.success ? { ok: true, value: second.data } : { ok: false };
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([name, item]) => [name, withoutEmpty(item)]),
  );
}

function without(value: unknown, path: readonly PropertyKey[], names: readonly string[]): unknown {
  const [step, ...rest] = path;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? without(item, rest, names) : item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (step === undefined) return Object.fromEntries(entries.filter(([name]) => !names.includes(name)));
  return Object.fromEntries(
    entries.map(([name, item]) => [name, name === step ? without(item, rest, names) : item]),
  );
}
