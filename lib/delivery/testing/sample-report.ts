import type { KeyFigure, Report } from "@/lib/reports/schema";
import type { RankedPost } from "@/lib/reports/top-posts-schema";
import { addDays } from "@/lib/snapshots/days";

const figure = (value: number | null, previous: number | null = null): KeyFigure => ({
  value,
  previous,
  change: value === null || previous === null ? null : value - previous,
  percent:
    value === null || previous === null || previous <= 0 ? null : ((value - previous) / previous) * 100,
});

const DAYS = 30;
const FROM = "2026-10-23";

/** A report of thirty days with a gap, an unfinished day, unknown figures and more accounts than one page holds: for tests. */
export function sampleReport(): Report {
  const buckets = Array.from({ length: DAYS }, (_, index) => {
    const start = addDays(FROM, index);
    return { start, end: start, partial: index === DAYS - 1 };
  });
  const wave = (base: number, gap: number) =>
    buckets.map((_, index) =>
      index === gap || index === gap + 1 ? null : Math.round(base * (1 + Math.sin(index / 3) / 3)),
    );
  const row = (reach: number | null) => ({
    daysKnown: DAYS,
    daysInPeriod: DAYS,
    reach: figure(reach, reach === null ? null : Math.round(reach * 0.9)),
    impressions: reach === null ? null : reach * 2,
    engagement: 412,
    engagementRate: reach === null ? null : 412 / reach,
    followers: 12_345,
    posts: 7,
  });
  return {
    state: "data",
    locations: [{ id: "LOC1", name: "Café Łódź", timezone: "Europe/Warsaw" }],
    timezones: ["Europe/Warsaw"],
    period: { from: FROM, to: addDays(FROM, DAYS - 1), granularity: "day", days: DAYS },
    compared: {
      kind: "previous",
      from: addDays(FROM, -DAYS),
      to: addDays(FROM, -1),
      storedDays: 30,
      usable: true,
      reason: null,
    },
    figures: {
      reach: figure(116_480, 108_962),
      impressions: figure(240_011, 251_000),
      engagement: figure(3_611, null),
      engagementRate: { ...figure(0.031, 0.029), percent: null },
      followers: { value: 48_211, previous: 47_399, change: 812, percent: 1.7 },
      posts: figure(64, 64),
    },
    postsFrom: "posts",
    chart: {
      metric: "reach",
      by: "platform",
      buckets,
      series: ["instagram", "facebook", "linkedin"].map((key, index) => ({
        key,
        label: key.charAt(0).toUpperCase() + key.slice(1),
        platform: key,
        total: 1_000,
        values: wave(2_000 / (index + 1), 9 + index * 4),
        previous: wave(1_700 / (index + 1), -5),
      })),
    },
    platforms: [
      { platform: "instagram", accounts: 14, ...row(70_112) },
      { platform: "facebook", accounts: 12, ...row(40_001) },
      { platform: "linkedin", accounts: 11, ...row(6_367) },
      { platform: "youtube", accounts: 1, ...row(null) },
    ],
    accounts: Array.from({ length: 38 }, (_, index) => ({
      accountId: `a${index}`,
      name: index === 3 ? "Ελληνικά και μια πολύ μεγάλη επωνυμία λογαριασμού" : `Café Łódź ${index + 1}`,
      platform: ["instagram", "facebook", "linkedin"][index % 3] ?? "instagram",
      locationId: "LOC1",
      locationName: "Café Łódź",
      status: "complete" as const,
      reason: null,
      spark: [],
      ...row(9_000 - index * 200),
    })),
    choices: null,
    silences: [{ name: "Café Łódź 5", platform: "facebook", from: "2026-11-01", to: "2026-11-03" }],
    coverage: {
      accounts: 38,
      complete: 37,
      failing: [
        {
          accountId: "b1",
          name: "Broken page",
          platform: "linkedin",
          reason: "The account's access has expired. Reconnect it at the Social Media API.",
          kind: "expired",
          locationId: "LOC1",
          locationName: "Café Łódź",
        },
      ],
      notCovered: [],
      fewDays: null,
      failedLocations: [],
      updatedAt: "2026-11-22T03:10:00.000Z",
    },
  };
}

/** A post that did well: for tests. */
export function samplePost(change: Partial<RankedPost> = {}): RankedPost {
  return {
    postId: "61bb16833b3f2791f9715be2",
    locationId: "LOC1",
    accountId: "a1",
    accountName: "Café Łódź 1",
    platform: "instagram",
    kind: "reel",
    media: "image",
    caption: "Zażółć gęślą jaźń",
    picture: "https://pictures.example/1.png",
    publishedAt: "2026-11-12T17:05:00.000Z",
    timezone: "Europe/Warsaw",
    likes: 603,
    comments: 68,
    shares: null,
    engagement: 671,
    index: 2.83,
    ...change,
  };
}
