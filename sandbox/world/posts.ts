import { chance, hash32, hex24, pick } from "../ids";
import { addDays, daysBetween, daytimeInstant } from "../zone";
import type { Account } from "./accounts";
import { caption } from "./captions";
import { postsOn, rawFigures } from "./figures";
import type { Platform } from "./platforms";
import type { Category, Tag } from "./taxonomy";
import type { Location, World } from "./world";

export type PostMedia = { url: string; type: string; thumbnail?: string; id?: string; caption?: string };

export type PostRecord = {
  _id: string;
  locationId: string;
  accountId: string;
  platform: Platform;
  source: "composer" | "csv" | "recurring" | "review" | "rss";
  type: "post" | "story" | "reel";
  summary: string;
  media: PostMedia[];
  tags: string[];
  categoryId?: string;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  /** What it is meant to become; what it is now follows from the time. */
  plan: "draft" | "scheduled" | "in_review" | "pending" | "failed";
  /** When it is or was to be published; null for a draft without a date. */
  at: number | null;
  error?: string;
  /** What its insights grow towards. */
  final: { like: number; comment: number; share: number };
  details: Record<string, unknown>;
  parentPostId?: string;
  csvId?: string;
  deletedAt?: number;
};

export const pastDays = 400;
export const aheadDays = 21;

const slots: readonly [number, ...number[]] = [545, 630, 735, 905, 1065, 1170];

/** The posts that the accounts made by themselves, from 400 days ago to three weeks ahead. */
export function bornPosts(
  world: World,
  place: Location,
  accounts: readonly Account[],
  taxonomy: { categories: readonly Category[]; tags: readonly Tag[] },
  users: readonly string[],
  today: string,
): PostRecord[] {
  const posts: PostRecord[] = [];
  for (const day of daysBetween(addDays(today, -pastDays), addDays(today, aheadDays))) {
    for (const account of accounts) {
      if (account.connectedDay !== undefined && day < account.connectedDay) continue;
      const count = postsOn(world.seed, account, day);
      for (let index = 0; index < count; index += 1) {
        posts.push(bornPost(world, place, account, taxonomy, users, day, index, count));
      }
    }
  }
  return posts;
}

function bornPost(
  world: World,
  place: Location,
  account: Account,
  taxonomy: { categories: readonly Category[]; tags: readonly Tag[] },
  users: readonly string[],
  day: string,
  index: number,
  count: number,
): PostRecord {
  const key = `${world.seed}|${account.id}|${day}|${index}`;
  const at = daytimeInstant(place.timeZone, day, pick(slots, key, "slot") + (hash32(key, "minute") % 9) * 5);
  const createdAt = at - (1 + (hash32(key, "lead") % 9)) * 86_400_000;
  const { summary, frame } = caption(place.trade, place.name, place.place.city, day, key);
  const type = postType(account.platform, key);
  const category = taxonomy.categories[frame % Math.max(1, taxonomy.categories.length)];
  const tags = taxonomy.tags.filter((_, position) => (hash32(key, "tags") >> position) % 5 === 0).slice(0, 3);
  const seconds = Math.floor(createdAt / 1000).toString(16);
  const failed = chance(key, "failed") < 0.008;
  return {
    _id: (seconds + hex24(key, "post")).slice(0, 24),
    locationId: place.id,
    accountId: account.id,
    platform: account.platform,
    source: sourceOf(chance(key, "source")),
    type,
    summary,
    media: mediaFor(account.platform, type, key),
    tags: tags.map((tag) => tag._id),
    ...(category ? { categoryId: category._id } : {}),
    createdBy: users[hash32(key, "author") % Math.max(1, users.length)] ?? "",
    createdAt,
    updatedAt: createdAt,
    plan: failed ? "failed" : "scheduled",
    at,
    ...(failed ? { error: "The network refused the post: the media could not be processed." } : {}),
    final: share(world, account, day, index, count),
    details: detailsFor(account.platform, type, summary),
  };
}

/** The day's likes and the rest, dealt out to the day's posts: never more in sum than the account's figures. */
function share(world: World, account: Account, day: string, index: number, count: number) {
  const raw = rawFigures(world.seed, account, day);
  const weights = Array.from(
    { length: count },
    (_, n) => 0.4 + chance(world.seed, account.id, day, n, "share"),
  );
  const part = (weights[index] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
  const of = (total: number) => Math.floor(total * 0.85 * part);
  return { like: of(raw.likes), comment: of(raw.comments), share: of(raw.shares) };
}

/** How far the insights of a published post have grown: half after a day, nearly all after a week. */
export function grown(final: PostRecord["final"], ageMs: number): PostRecord["final"] {
  const part = 1 - Math.exp((-ageMs / 86_400_000) * 0.7);
  const of = (total: number) => Math.floor(total * part);
  return { like: of(final.like), comment: of(final.comment), share: of(final.share) };
}

/** What a post that a person makes will earn, so that the new ones grow like the old ones. */
export function promisedInsights(
  world: World,
  account: Account,
  key: string,
  day: string,
): PostRecord["final"] {
  const raw = rawFigures(world.seed, account, day);
  const of = (total: number) => Math.max(1, Math.floor(total * (0.3 + 0.4 * chance(world.seed, key, total))));
  return { like: of(raw.likes), comment: of(raw.comments), share: of(raw.shares) };
}

function sourceOf(roll: number): PostRecord["source"] {
  if (roll < 0.62) return "composer";
  if (roll < 0.88) return "csv";
  return roll < 0.95 ? "recurring" : "rss";
}

function postType(platform: Platform, key: string): PostRecord["type"] {
  const roll = chance(key, "type");
  if (platform === "tiktok" || platform === "tiktok-business") return "post";
  if (platform === "instagram") return roll < 0.58 ? "post" : roll < 0.86 ? "reel" : "story";
  if (platform === "facebook") return roll < 0.82 ? "post" : roll < 0.94 ? "reel" : "story";
  return "post";
}

function mediaFor(platform: Platform, type: PostRecord["type"], key: string): PostMedia[] {
  const video =
    type === "reel" || platform === "tiktok" || platform === "tiktok-business" || platform === "youtube";
  const name = hex24(key, "media").slice(0, 12);
  if (video) {
    const thumbnail = `/__assets/media/${name}.png`;
    return [{ url: `/__assets/media/${name}.mp4`, type: "video/mp4", thumbnail }];
  }
  const needed = platform === "instagram" || platform === "pinterest" || type === "story";
  if (!needed && chance(key, "has media") < 0.3) return [];
  const many = platform === "google" || platform === "pinterest" || type === "story" ? 1 : 4;
  const count = 1 + (hash32(key, "media count") % many);
  return Array.from({ length: Math.min(count, 3) }, (_, index) => ({
    url: `/__assets/media/${name}${index}.png`,
    type: "image/png",
  }));
}

export function detailsFor(
  platform: Platform,
  type: PostRecord["type"],
  summary: string,
): Record<string, unknown> {
  const title = summary.slice(0, 58);
  switch (platform) {
    case "facebook":
      return { facebookPostDetails: { type } };
    case "instagram":
      return { instagramPostDetails: { type } };
    case "youtube":
      return { youtubePostDetails: { title, privacyLevel: "public", type: "video" } };
    case "tiktok":
    case "tiktok-business":
      return { tiktokPostDetails: { privacyLevel: "PUBLIC_TO_EVERYONE", enableComment: true } };
    case "google":
      return { gmbPostDetails: { gmbEventType: "STANDARD", actionType: "learn_more" } };
    case "pinterest":
      return { pinterestPostDetails: { title } };
    default:
      return {};
  }
}
