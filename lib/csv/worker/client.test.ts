import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Target } from "../import-session";
import type { FromWorker, ToWorker } from "./protocol";

/** A worker that only remembers what it was told. */
class SilentWorker {
  static started: SilentWorker[] = [];
  onmessage: ((event: { data: FromWorker }) => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  readonly told: ToWorker[] = [];
  ended = false;
  constructor() {
    SilentWorker.started.push(this);
  }
  postMessage(message: ToWorker): void {
    this.told.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
}

const target: Target = { accounts: [], accountIds: [], timezone: "UTC", now: 0, existing: [] };
const file = new File(["caption\nHi\n"], "posts.csv");

/** The module with nothing prepared yet. */
const freshClient = async () => {
  vi.resetModules();
  return import("./client");
};

beforeEach(() => {
  SilentWorker.started = [];
  vi.useFakeTimers();
  vi.stubGlobal("Worker", SilentWorker);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the worker that reads sheets", () => {
  it("is the one that was prepared, and serves one file only", async () => {
    const { prepareSheetWorker, startSheetWorker } = await freshClient();
    prepareSheetWorker();
    prepareSheetWorker();
    expect(SilentWorker.started).toHaveLength(1);
    void startSheetWorker().open(file, target, () => undefined);
    expect(SilentWorker.started).toHaveLength(1);
    expect(SilentWorker.started[0]?.told).toHaveLength(1);
    startSheetWorker();
    expect(SilentWorker.started).toHaveLength(2);
  });

  it("outlives the page that prepared it, for the page that opens the file", async () => {
    const { prepareSheetWorker, startSheetWorker } = await freshClient();
    prepareSheetWorker()();
    vi.advanceTimersByTime(5_000);
    const sheet = startSheetWorker();
    vi.advanceTimersByTime(60_000);
    expect(SilentWorker.started).toHaveLength(1);
    expect(SilentWorker.started[0]?.ended).toBe(false);
    sheet.close();
    expect(SilentWorker.started[0]?.ended).toBe(true);
  });

  it("ends when no file comes, unless another page waits for one", async () => {
    const { prepareSheetWorker } = await freshClient();
    const release = prepareSheetWorker();
    const releaseOther = prepareSheetWorker();
    release();
    vi.advanceTimersByTime(60_000);
    expect(SilentWorker.started[0]?.ended).toBe(false);
    releaseOther();
    vi.advanceTimersByTime(60_000);
    expect(SilentWorker.started[0]?.ended).toBe(true);
  });

  it("is started anew with the file where the prepared one could not start", async () => {
    const { prepareSheetWorker, startSheetWorker } = await freshClient();
    prepareSheetWorker();
    SilentWorker.started[0]?.onerror?.({ message: "offline" });
    const opened = startSheetWorker().open(file, target, () => undefined);
    expect(SilentWorker.started).toHaveLength(2);
    SilentWorker.started[1]?.onerror?.({ message: "offline" });
    await expect(opened).rejects.toThrow("offline");
  });

  it("tells how far it is with the counts of the first rows", async () => {
    const { startSheetWorker } = await freshClient();
    const heard: unknown[] = [];
    void startSheetWorker().open(file, target, (summary) => heard.push(summary));
    const tell = (data: unknown) => SilentWorker.started[0]?.onmessage?.({ data: data as FromWorker });
    tell({ kind: "progress", summary: { fileName: "posts.csv", rows: 3, bytes: 30 } });
    tell({ kind: "further", rows: 9, bytes: 90 });
    expect(heard).toEqual([
      { fileName: "posts.csv", rows: 3, bytes: 30 },
      { fileName: "posts.csv", rows: 9, bytes: 90 },
    ]);
  });
});
