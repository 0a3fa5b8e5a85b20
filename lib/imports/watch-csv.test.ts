import { beforeEach, expect, it, vi } from "vitest";
import type { Work } from "./csv-work";
import { Later, poll } from "./watch-csv";

let made = 0;

/** A csv at an upstream that tells its status by list and by direct look; both are counted. */
function csvAt(status: { list: string | null; direct: string }, locationId = `place-${++made}`) {
  const asked = { list: 0, direct: 0 };
  const upstreamCsvId = `up-${++made}`;
  const work = {
    csv: { id: `csv-${made}`, step: "accounts_set", locationId, upstreamCsvId },
    timing: { lagReads: 4, lagMs: 40, settledMs: 150, pollMs: 100 },
    upstream: {
      newest: async () => {
        asked.list++;
        return new Map(status.list === null ? [] : [[upstreamCsvId, status.list]]);
      },
      read: async () => {
        asked.direct++;
        return { csv: { id: upstreamCsvId, status: status.direct }, posts: [] };
      },
    },
  } as unknown as Work;
  return { work, status, asked };
}

const reviewed = (work: Work) => poll(work, (now) => now === "in_review", "in_review");
const laterOf = async (work: Work): Promise<number> => {
  const said = await reviewed(work).catch((error: unknown) => error);
  if (!(said instanceof Later)) throw new Error("the csv was settled");
  return said.inMs;
};

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  return () => vi.useRealTimers();
});

it("gives its place away while the upstream is at work, longer each time, and asks nothing before", async () => {
  const { work, asked, status } = csvAt({ list: "in_progress", direct: "in_progress" });
  const first = await laterOf(work);
  expect(first).toBe(100);
  expect(asked).toEqual({ list: 1, direct: 0 });
  expect(await laterOf(work)).toBe(100);
  expect(asked).toEqual({ list: 1, direct: 0 });
  vi.advanceTimersByTime(1_000);
  expect(await laterOf(work)).toBeGreaterThan(first);
  status.list = "in_review";
  vi.advanceTimersByTime(1_000);
  expect(await reviewed(work)).toEqual({ status: "in_review", posts: [] });
  expect(asked).toEqual({ list: 3, direct: 0 });
});

it("is not kept waiting by a list that lags: now and then the csv itself is read", async () => {
  const { work, asked } = csvAt({ list: "in_progress", direct: "in_review" });
  let looks = 0;
  for (; ; looks++) {
    vi.advanceTimersByTime(5_000);
    const said = await reviewed(work).catch((error: unknown) => error);
    if (!(said instanceof Later)) break;
    expect(looks).toBeLessThan(10);
  }
  expect(asked.direct).toBe(1);
});

it("reads a csv that the list does not name", async () => {
  const { work, asked } = csvAt({ list: null, direct: "in_review" });
  expect((await reviewed(work)).status).toBe("in_review");
  expect(asked).toEqual({ list: 1, direct: 1 });
});

it("asks the list once for all csvs of a location, and looks first when others lately were done", async () => {
  const place = `place-${++made}`;
  const first = csvAt({ list: "in_progress", direct: "in_progress" }, place);
  const second = csvAt({ list: null, direct: "in_progress" }, place);
  await Promise.all([laterOf(first.work), laterOf(second.work)]);
  expect(first.asked.list + second.asked.list).toBe(1);
  first.status.list = "in_review";
  vi.advanceTimersByTime(2_000);
  await reviewed(first.work);
  const third = csvAt({ list: "in_review", direct: "in_review" }, place);
  expect(await laterOf(third.work)).toBe(2_000);
  expect(third.asked).toEqual({ list: 0, direct: 0 });
});
