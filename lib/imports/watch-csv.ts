import type { CsvPost } from "@/lib/upstream/contract";
import type { Work } from "./csv-work";
import { newsOf } from "./status-board";

const POLL_MAX_MS = 3_000;
/** Less than the time after which a batch that nobody touches counts as left alone. */
const EXPECTED_MAX_MS = 5_000;
const SLOWER = 1.4;
/** Looks at the location's list for one look at the csv itself: a list may lag. */
const LIST_LOOKS = 6;
const MOST_REMEMBERED = 2_000;

/** The csv is not there yet: its place is free for another one until `inMs` have passed. */
export class Later extends Error {
  override name = "Later";
  constructor(readonly inMs: number) {
    super("the csv is not there yet");
  }
}

type Watch = { since: number; due: number; waitMs: number; looks: number; status: string; times: number };

/** What this process waits for, by csv and step. Lost with the process: the next one just looks again. */
const watches = new Map<string, Watch>();
/** How long the upstream lately took until a csv had moved on, by location and step: a look before is a call wasted. */
const lately = new Map<string, number>();

function remember(key: string, ms: number): void {
  const before = lately.get(key);
  if (lately.size >= MOST_REMEMBERED && before === undefined) lately.clear();
  lately.set(key, before === undefined ? ms : (before * 3 + ms) / 4);
}

function watchOf(work: Work, key: string, place: string): Watch {
  const present = watches.get(key);
  if (present) return present;
  if (watches.size >= MOST_REMEMBERED) watches.clear();
  const now = Date.now();
  const expected = Math.min(EXPECTED_MAX_MS, lately.get(place) ?? 0);
  const watch = {
    since: now,
    due: now + expected,
    waitMs: work.timing.pollMs,
    looks: 0,
    status: "",
    times: 0,
  };
  watches.set(key, watch);
  return watch;
}

export type Polled = { status: string; posts: CsvPost[] };

/**
 * One look whether the csv's status is `settled` (`times`: how often in a row it was seen). Throws `Later` where it is not,
 * so that nobody waits for it in place. `byList`: a status for which the location's list, one call for all csvs, is believed.
 */
export async function poll(
  work: Work,
  settled: (status: string, times: number) => boolean,
  byList?: string,
): Promise<Polled> {
  const place = `${work.csv.locationId}/${work.csv.step}`;
  const key = `${work.csv.id}/${work.csv.step}`;
  const watch = watchOf(work, key, place);
  const early = watch.due - Date.now();
  if (early > 0) throw new Later(early);
  const found = await look(work, watch, byList);
  if (found) {
    watch.times = found.status === watch.status ? watch.times + 1 : 1;
    watch.status = found.status;
    if (settled(found.status, watch.times)) {
      watches.delete(key);
      remember(place, Date.now() - watch.since);
      return found;
    }
  }
  watch.looks++;
  watch.due = Date.now() + watch.waitMs;
  const { waitMs } = watch;
  watch.waitMs = Math.min(POLL_MAX_MS, waitMs * SLOWER);
  throw new Later(waitMs);
}

async function look(work: Work, watch: Watch, byList: string | undefined): Promise<Polled | null> {
  const upstreamCsvId = work.csv.upstreamCsvId ?? "";
  if (byList !== undefined && watch.looks % LIST_LOOKS !== LIST_LOOKS - 1) {
    const status = await newsOf(work, upstreamCsvId);
    if (status !== "not listed") return status === byList ? { status, posts: [] } : null;
  }
  const { csv, posts } = await work.upstream.read(upstreamCsvId);
  return { status: csv.status ?? "pending", posts };
}
