export const platforms = [
  "google",
  "facebook",
  "instagram",
  "linkedin",
  "twitter",
  "tiktok",
  "tiktok-business",
  "youtube",
  "pinterest",
  "threads",
  "community",
] as const;

export type Platform = (typeof platforms)[number];

export type AccountType = "location" | "page" | "profile" | "business" | "group";

export const metrics = ["reach", "impressions", "likes", "comments", "shares", "followers", "posts"] as const;

export type Metric = (typeof metrics)[number];

type Habits = {
  types: readonly [AccountType, ...AccountType[]];
  /** Posts a day, before weekday and campaign. */
  postsADay: number;
  /** Impressions of a day for each follower. */
  pull: number;
  followers: readonly [low: number, high: number];
  /** Monday to Sunday. */
  week: readonly [number, number, number, number, number, number, number];
  /** What the network reports; the rest stays unknown. */
  reports: readonly Metric[];
};

const full: readonly Metric[] = metrics;
const officeWeek = [1.1, 1.2, 1.25, 1.15, 0.95, 0.4, 0.35] as const;
const leisureWeek = [0.85, 0.9, 0.95, 1, 1.15, 1.25, 1.1] as const;
const evenWeek = [0.95, 1, 1, 1.05, 1.1, 1, 0.9] as const;

export const habits: Record<Platform, Habits> = {
  google: {
    types: ["location"],
    postsADay: 0.34,
    pull: 0.35,
    followers: [300, 2400],
    week: evenWeek,
    reports: ["reach", "impressions", "posts"],
  },
  facebook: {
    types: ["page"],
    postsADay: 0.72,
    pull: 0.28,
    followers: [900, 14000],
    week: evenWeek,
    reports: full,
  },
  instagram: {
    types: ["profile"],
    postsADay: 0.82,
    pull: 0.42,
    followers: [1200, 22000],
    week: leisureWeek,
    reports: full,
  },
  linkedin: {
    types: ["page", "page", "profile"],
    postsADay: 0.5,
    pull: 0.3,
    followers: [250, 5200],
    week: officeWeek,
    reports: full,
  },
  twitter: {
    types: ["profile"],
    postsADay: 0.9,
    pull: 0.5,
    followers: [300, 4800],
    week: officeWeek,
    reports: full,
  },
  tiktok: {
    types: ["profile"],
    postsADay: 0.5,
    pull: 1.1,
    followers: [500, 16000],
    week: leisureWeek,
    reports: full,
  },
  "tiktok-business": {
    types: ["business"],
    postsADay: 0.5,
    pull: 1.1,
    followers: [500, 16000],
    week: leisureWeek,
    reports: full,
  },
  youtube: {
    types: ["profile"],
    postsADay: 0.22,
    pull: 0.4,
    followers: [150, 6500],
    week: leisureWeek,
    reports: ["impressions", "likes", "comments", "shares", "followers", "posts"],
  },
  pinterest: {
    types: ["profile"],
    postsADay: 0.5,
    pull: 0.9,
    followers: [200, 5200],
    week: leisureWeek,
    reports: ["reach", "impressions", "likes", "comments", "shares", "followers", "posts"],
  },
  threads: {
    types: ["profile"],
    postsADay: 0.62,
    pull: 0.45,
    followers: [200, 3600],
    week: evenWeek,
    reports: full,
  },
  community: {
    types: ["group"],
    postsADay: 0.3,
    pull: 0.8,
    followers: [60, 900],
    week: officeWeek,
    reports: full,
  },
};

/** The name under which `statistics` knows the account's platform, or null where it tells nothing. */
export function statisticsPlatform(platform: Platform, type: AccountType): string | null {
  switch (platform) {
    case "facebook":
    case "instagram":
    case "google":
    case "pinterest":
    case "youtube":
      return platform;
    case "linkedin":
      return type === "page" ? "linkedin" : null;
    case "tiktok-business":
      return "tiktok";
    default:
      return null;
  }
}
