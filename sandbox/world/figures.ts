import { chance, hash32 } from "../ids";
import { addDays, dayNumber } from "../zone";
import { type AccountType, habits, type Metric, type Platform } from "./platforms";

/** What figures depend on besides the seed and the day. */
export type FigureSource = { id: string; locationId: string; platform: Platform; type: AccountType };

export type DayFigures = Record<Metric, number | null>;

type RawFigures = Record<Metric, number>;

/** Growth is counted from here, so that a day's followers never depend on today. */
const epochDay = dayNumber("2024-01-01");

/** What the account really did that day, reported or not. A pure function of its arguments. */
export function rawFigures(seed: string, source: FigureSource, day: string): RawFigures {
  const number = dayNumber(day);
  const habit = habits[source.platform];
  const [low, high] = habit.followers;
  const size = low * (high / low) ** chance(seed, source.id, "size");
  const yearlyGrowth = 0.04 + 0.3 * chance(seed, source.id, "growth");
  const age = (number - epochDay) / 365;
  const swell = 0.012 * Math.sin((2 * Math.PI * number) / 41 + 6 * chance(seed, source.id, "swell"));
  const followers = Math.max(12, Math.round(size * (1 + yearlyGrowth) ** age * (1 + swell)));

  const weekday = habit.week[(number + 3) % 7] ?? 1;
  const peak = 365 * chance(seed, source.locationId, "season");
  const season = 1 + 0.22 * Math.cos((2 * Math.PI * (number - peak)) / 365.25);
  const campaign = campaignFactor(seed, source.locationId, number);
  const noise = 0.72 + 0.56 * chance(seed, source.id, number, "noise");
  const spike = chance(seed, source.id, number, "spike") > 0.985 ? 2.6 : 1;

  const posts = postsOn(seed, source, day);
  const impressions = Math.round(
    followers * habit.pull * weekday * season * campaign * noise * spike * (0.7 + 0.3 * Math.min(posts, 3)),
  );
  const reach = Math.round(impressions * (0.58 + 0.16 * chance(seed, source.id, number, "reach")));
  const taste = 0.018 + 0.03 * chance(seed, source.id, "taste");
  const likes = Math.round(impressions * taste * (0.8 + 0.4 * chance(seed, source.id, number, "likes")));
  const comments = Math.round(likes * (0.06 + 0.1 * chance(seed, source.id, number, "comments")));
  const shares = Math.round(likes * (0.04 + 0.08 * chance(seed, source.id, number, "shares")));
  return { reach, impressions, likes, comments, shares, followers, posts };
}

/**
 * What the network reports of that day: null where it does not know the metric, and all null on a day it
 * did not report at all. It knows nothing of open days; the caller decides which days are closed.
 */
export function dailyFigures(seed: string, source: FigureSource, day: string): DayFigures {
  const raw = rawFigures(seed, source, day);
  const reports = isGap(seed, source, day) ? [] : habits[source.platform].reports;
  const known = (metric: Metric) => (reports.includes(metric) ? raw[metric] : null);
  return {
    reach: known("reach"),
    impressions: known("impressions"),
    likes: known("likes"),
    comments: known("comments"),
    shares: known("shares"),
    followers: known("followers"),
    posts: known("posts"),
  };
}

/** How many posts of its own the account published that day. */
export function postsOn(seed: string, source: FigureSource, day: string): number {
  const number = dayNumber(day);
  const habit = habits[source.platform];
  const eagerness = 0.6 + 0.8 * chance(seed, source.locationId, "eagerness");
  const weekday = habit.week[(number + 3) % 7] ?? 1;
  const campaign = campaignFactor(seed, source.locationId, number) > 1 ? 1.5 : 1;
  const rate = habit.postsADay * eagerness * weekday * campaign;
  return Math.floor(rate + chance(seed, source.id, number, "posts"));
}

/** Single days now and then, and for some accounts a bad stretch of three. */
export function isGap(seed: string, source: FigureSource, day: string): boolean {
  const number = dayNumber(day);
  if (chance(seed, source.id, number, "gap") < 0.008) return true;
  const stretch = Math.floor(number / 90);
  if (chance(seed, source.id, stretch, "outage") > 0.25) return false;
  const start = stretch * 90 + (hash32(seed, source.id, stretch, "outage day") % 86);
  return number >= start && number < start + 3;
}

function campaignFactor(seed: string, locationId: string, number: number): number {
  const month = Math.floor(number / 30);
  if (chance(seed, locationId, month, "campaign") > 0.35) return 1;
  const start = month * 30 + (hash32(seed, locationId, month, "campaign day") % 20);
  return number >= start && number < start + 9 ? 1.9 : 1;
}

export type Campaign = { from: string; to: string };

/** The days of the campaign that runs on that day, or null. */
export function campaignOn(seed: string, locationId: string, day: string): Campaign | null {
  const number = dayNumber(day);
  if (campaignFactor(seed, locationId, number) === 1) return null;
  const month = Math.floor(number / 30);
  const start = month * 30 + (hash32(seed, locationId, month, "campaign day") % 20);
  const from = addDays("1970-01-01", start);
  return { from, to: addDays(from, 8) };
}
