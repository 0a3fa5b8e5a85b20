import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { pagesOfPosts } from "./read-posts";

const filter = { locationId: "one", type: "all", from: "2027-01-01", to: "2027-02-01" } as const;

/** An upstream of so many posts that answers later pages sooner. */
function upstreamOf(total: number, says: number | null) {
  const seen = { underWay: 0, most: 0, calls: 0 };
  const call = async (
    _ctx: Context,
    _operation: unknown,
    { body }: { body: { skip: string; limit: string } },
  ) => {
    seen.calls++;
    seen.most = Math.max(seen.most, ++seen.underWay);
    const skip = Number(body.skip);
    await new Promise((resolve) => setTimeout(resolve, 20 - (skip / 100) * 2));
    seen.underWay--;
    const size = Math.max(0, Math.min(Number(body.limit), total - skip));
    const posts = Array.from({ length: size }, (_, index) => ({ id: String(skip + index) }));
    return { answer: { results: { posts, count: says ?? undefined } } };
  };
  return { seen, ctx: { upstream: { call } } as unknown as Context };
}

async function idsOf(ctx: Context): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pagesOfPosts(ctx, filter)) ids.push(...page.map(({ id }) => id));
  return ids;
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

describe("pages of posts", () => {
  it("come in order and whole while six of them are read side by side", async () => {
    const { ctx, seen } = upstreamOf(950, 950);
    expect(await idsOf(ctx)).toEqual(numbers(950));
    expect(seen).toMatchObject({ most: 6, calls: 10 });
  });

  it("come one by one where the upstream does not say how many there are", async () => {
    const { ctx, seen } = upstreamOf(250, null);
    expect(await idsOf(ctx)).toEqual(numbers(250));
    expect(seen.most).toBe(1);
  });

  it("go on past a count that was too low", async () => {
    expect(await idsOf(upstreamOf(430, 200).ctx)).toEqual(numbers(430));
  });

  it("are one call for a short list", async () => {
    const { ctx, seen } = upstreamOf(99, 99);
    expect(await idsOf(ctx)).toHaveLength(99);
    expect(seen.calls).toBe(1);
  });
});
