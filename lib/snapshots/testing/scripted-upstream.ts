import { AppError } from "@/lib/errors";
import type { Upstream } from "@/lib/upstream/types";
import type { Metrics } from "../schema";

export type ScriptedAccount = {
  id: string;
  profileId: string;
  name: string;
  platform: string;
  type: string;
  isExpired?: boolean;
  expire?: string;
};

/** An upstream that plays from a table: what the figures are, which calls fail, and what it was asked. */
export type Script = {
  accounts: ScriptedAccount[];
  figures: (profileId: string, day: string) => Partial<Metrics>;
  /** Thrown instead of an answer. */
  refuse?: (operation: string, profileId: string, day: string, call: number) => AppError | null;
  posts?: Record<string, unknown>[];
  activity?: { accountId: string; date: string; metrics: Partial<Metrics> }[];
};

export function scriptedUpstream(script: Script): Upstream & { asked: string[] } {
  const asked: string[] = [];
  let calls = 0;
  const answerFor = (operation: string, input: { body?: unknown }): unknown => {
    const body = (input.body ?? {}) as { profileIds?: string[]; currentRange?: { startDate: string } };
    const profileId = body.profileIds?.[0] ?? "";
    const day = body.currentRange?.startDate.slice(0, 10) ?? "";
    const refusal = script.refuse?.(operation, profileId, day, ++calls);
    if (refusal) throw refusal;
    if (operation === "get-account") {
      return { success: true, statusCode: 200, results: { accounts: script.accounts, groups: [] } };
    }
    if (operation === "get-custom-snapshots") {
      return { snapshots: (script.activity ?? []).map((row, index) => ({ id: `snap${index}`, ...row })) };
    }
    if (operation === "get-posts") {
      const skip = Number((body as { skip?: string }).skip ?? 0);
      const posts = (script.posts ?? []).slice(skip, skip + 100);
      return { success: true, statusCode: 201, results: { posts, count: script.posts?.length ?? 0 } };
    }
    if (operation !== "get-statistics") throw new AppError("not_an_operation");
    asked.push(`${profileId} ${day}`);
    const { reach, impressions, likes, comments, shares, followers, posts } = script.figures(profileId, day);
    return {
      results: {
        totals: { posts, likes, followers, impressions, comments },
        breakdowns: { reach: { total: reach }, engagement: { any: { likes, comments, shares } } },
      },
    };
  };
  return {
    asked,
    call: async (_caller, operation, input) => ({
      answer: operation.answer.parse(answerFor(operation.id, input)) as never,
      status: operation.status,
      traceId: "trace",
      ms: 1,
    }),
  };
}
