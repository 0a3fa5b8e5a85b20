import { FOLLOW_UP_PLATFORMS, type Limits, limitsOf, networkName } from "./limits";
import type { TargetAccount } from "./row";

export type PlannedNetwork = {
  platform: string;
  name: string;
  takesComment: boolean;
  /** Limits by post type; `post` is always there. */
  byType: Record<string, Limits>;
};

/** What all networks of a set take together in an ordinary post: a row within it needs no look at each. */
export type Common = {
  /** Characters, where they are counted as they are stored. */
  caption: number;
  /** X's own, which counts otherwise; null: the row does not go there. */
  xCaption: number | null;
  hashtags: number;
  images: number;
  mediaNeeded: boolean;
};

export type CappedAccount = {
  account: TargetAccount;
  cap: number;
  /** Posts by day since 1970. The day counted last stands apart: rows mostly come in order of time. */
  days: Map<number, number>;
  lastDay: number;
  lastCount: number;
};

/** What one set of accounts asks of a row, worked out once for all rows that go to it. */
export type Plan = {
  /** A small number that stands for the set. */
  set: number;
  accountIds: string[];
  networks: PlannedNetwork[];
  /** null: something is to be said of every row (no account, or one that has expired). */
  common: Common | null;
  /** Networks of the set that have columns of their own with rules. */
  google: boolean;
  linkedin: boolean;
  youtube: boolean;
  pinterest: boolean;
  /** Which of its two platforms; null: none. */
  tiktok: "tiktok" | "tiktok-business" | null;
  capped: CappedAccount[];
  expired: TargetAccount[];
};

/** Counts one more post of the account on `day`; answers how many there are by now. */
export function countPost(counter: CappedAccount, day: number): number {
  if (day !== counter.lastDay) {
    if (counter.lastCount > 0) counter.days.set(counter.lastDay, counter.lastCount);
    counter.lastDay = day;
    counter.lastCount = counter.days.get(day) ?? 0;
  }
  counter.lastCount++;
  return counter.lastCount;
}

/** Forgets what was counted, for another pass over the same file. */
export function forgetPosts(counter: CappedAccount): void {
  counter.days.clear();
  counter.lastDay = Number.NaN;
  counter.lastCount = 0;
}

/** Makes plans for account sets and keeps them; accounts share their daily counts between sets. */
export function createPlanner(accounts: readonly TargetAccount[]) {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const plans = new Map<string, Plan>();
  const counters = new Map<string, CappedAccount>();

  function counterOf(account: TargetAccount, cap: number): CappedAccount {
    let counter = counters.get(account.id);
    if (!counter) {
      counter = { account, cap, days: new Map(), lastDay: Number.NaN, lastCount: 0 };
      counters.set(account.id, counter);
    }
    return counter;
  }

  function commonOf(platforms: readonly string[]): Common {
    const limits = platforms.map((platform) => ({ platform, ...limitsOf(platform, "post") }));
    const counted = limits.filter(({ platform }) => platform !== "twitter");
    const x = limits.find(({ platform }) => platform === "twitter");
    return {
      caption: Math.min(...counted.map(({ caption }) => caption)),
      xCaption: x?.caption ?? null,
      hashtags: Math.min(...limits.map(({ hashtags }) => hashtags ?? Number.POSITIVE_INFINITY)),
      images: Math.min(...limits.map(({ images, videoOnly }) => (videoOnly ? 0 : images))),
      mediaNeeded: limits.some(({ mediaNeeded }) => mediaNeeded),
    };
  }

  function make(ids: readonly string[]): Plan {
    const chosen = ids.map((id) => byId.get(id)).filter((account) => account !== undefined);
    const platforms = [...new Set(chosen.map((account) => account.platform))];
    const expired = chosen.filter((account) => account.isExpired === true);
    return {
      set: plans.size + 1,
      accountIds: chosen.map((account) => account.id),
      google: platforms.includes("google"),
      linkedin: platforms.includes("linkedin"),
      youtube: platforms.includes("youtube"),
      pinterest: platforms.includes("pinterest"),
      tiktok: platforms.includes("tiktok")
        ? "tiktok"
        : platforms.includes("tiktok-business")
          ? "tiktok-business"
          : null,
      networks: platforms.map((platform) => ({
        platform,
        name: networkName(platform),
        takesComment: FOLLOW_UP_PLATFORMS.has(platform),
        byType: Object.fromEntries(["post", "reel", "story"].map((type) => [type, limitsOf(platform, type)])),
      })),
      capped: chosen.flatMap((account) => {
        const cap = limitsOf(account.platform, "post").dailyCap;
        return cap === null ? [] : [counterOf(account, cap)];
      }),
      expired,
      common: chosen.length === 0 || expired.length > 0 ? null : commonOf(platforms),
    };
  }

  return (ids: readonly string[]): Plan => {
    const key = ids.length === 1 ? (ids[0] ?? "") : [...ids].sort().join(",");
    let plan = plans.get(key);
    if (!plan) {
      plan = make(ids);
      plans.set(key, plan);
    }
    return plan;
  };
}

/**
 * Reads an accounts cell: ids, names or networks, separated by commas; `groups` are names for several accounts.
 * `unknown` are the words that name nothing.
 */
export function createAccountFinder(
  accounts: readonly TargetAccount[],
  groups: readonly { name: string; accountIds: readonly string[] }[] = [],
) {
  const words = new Map<string, Set<string>>();
  const learn = (word: string, ids: readonly string[]) => {
    const key = word.trim().toLowerCase();
    if (key === "") return;
    const present = words.get(key) ?? new Set<string>();
    for (const id of ids) present.add(id);
    words.set(key, present);
  };
  for (const account of accounts) {
    for (const word of new Set([account.id, account.name, account.platform, networkName(account.platform)]))
      learn(word, [account.id]);
  }
  for (const group of groups) learn(group.name, group.accountIds);
  const found = new Map<string, { ids: string[]; unknown: string[] }>();

  return (cell: string): { ids: string[]; unknown: string[] } => {
    let answer = found.get(cell);
    if (!answer) {
      const ids = new Set<string>();
      const unknown: string[] = [];
      for (const word of cell.split(/[,;|\n]+/).map((one) => one.trim())) {
        if (word === "") continue;
        const known = words.get(word.toLowerCase());
        if (known) for (const id of known) ids.add(id);
        else unknown.push(word);
      }
      answer = { ids: [...ids], unknown };
      // Every row may name other words; what is kept stays bounded.
      if (found.size >= 10_000) found.clear();
      found.set(cell, answer);
    }
    return answer;
  };
}
