import { syncAccounts } from "@/lib/accounts/sync-accounts";
import type { Context } from "@/lib/context";
import { AppError, type ErrorCode } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import {
  type CaptureRow,
  holdLocation,
  readCapture,
  readNewestDays,
  readSettledDays,
  readUpstreamCompanyId,
  updateCapture,
} from "./capture-repository";
import { addDays } from "./days";
import { CAPTURE_JOB } from "./job-names";
import { mirrorPosts } from "./mirror-posts";
import {
  type CapturedAccount,
  knownFailures,
  nextDays,
  planCapture,
  progressOf,
  progressSum,
} from "./plan-capture";
import { hasMirroredPosts } from "./post-repository";
import {
  activityKey,
  type FoundFigures,
  mergeFigures,
  readStatistics,
  readUpstreamActivity,
} from "./read-figures";
import { type CaptureFailure, completenessOf, HEARTBEAT_SECONDS, REFRESHED_DAYS } from "./schema";
import { type NewSnapshot, upsertSnapshots } from "./snapshot-repository";

/** Days of each account between two commits: what a killed worker asks for again, at most. */
const SLICE_DAYS = 5;
/** Calls in flight for one location; the upstream client waits for the quota and lets people go first. */
const CALLS_IN_FLIGHT = 6;
/** Timing and content mix look at half a year; posts cost a call a hundred. */
const FIRST_POSTS_DAYS = 180;
const MAX_ATTEMPTS = 5;

/** Refusals that concern the whole location: asking its other accounts would be answered alike. */
const WHOLE_LOCATION = new Set<ErrorCode>([
  "not_connected",
  "needs_reauth",
  "connection_paused",
  "missing_scope",
  "location_inactive",
  "upstream_no_access",
  "vault_sealed",
]);
/** An admin has a connection to mend: the capture waits for it, however long that takes. */
const WAITING = new Set<ErrorCode>(["needs_reauth", "connection_paused"]);
const WAIT_SECONDS = 60;
const PASSING = new Set<ErrorCode>(["upstream_unavailable", "upstream_timeout", "upstream_rate_limited"]);

type Failed = Map<string, { failure: CaptureFailure; passing: boolean }>;

/**
 * Runs a capture to its end, or to the point where somebody paused or cancelled it. Every slice of days is stored together
 * with its progress, so a run that was killed goes on where it stopped and a repeat stores the same rows.
 */
export async function captureSnapshots(
  ctx: Context,
  input: { captureId: string; locationId: string },
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const result = await holdLocation(ctx.db, input.locationId, () => runCapture(ctx, input.captureId, signal));
  if (!result.locked) {
    const payload = { companyId: ctx.companyId, ...input };
    await ctx.enqueue(CAPTURE_JOB, payload, { startAfterSeconds: 10, key: input.captureId });
  }
}

async function runCapture(ctx: Context, captureId: string, signal: AbortSignal): Promise<void> {
  const capture = await readCapture(ctx.db, ctx.companyId, captureId);
  if (!capture || (capture.status !== "queued" && capture.status !== "running")) return;
  const now = ctx.clock.now();
  await updateCapture(ctx.db, captureId, {
    status: "running",
    startedAt: capture.startedAt ?? now,
    heartbeatAt: now,
    error: null,
  });
  const heartbeat = setInterval(() => {
    void updateCapture(ctx.db, captureId, { heartbeatAt: ctx.clock.now() }, ["running"]).catch(
      () => undefined,
    );
  }, HEARTBEAT_SECONDS * 1_000);
  try {
    await captureLocation(ctx, capture, signal);
  } catch (error) {
    if (signal.aborted) {
      // The worker stops: without a heartbeat the next one goes on at once.
      await updateCapture(ctx.db, captureId, { heartbeatAt: new Date(0) }, ["running"]);
      return;
    }
    if (!(error instanceof AppError)) throw error;
    if (WAITING.has(error.code)) return again(ctx, capture, error.message, { seconds: WAIT_SECONDS });
    if (PASSING.has(error.code) && capture.attempts < MAX_ATTEMPTS)
      return tryLater(ctx, capture, error.message);
    await updateCapture(
      ctx.db,
      captureId,
      { status: "failed", error: error.message, finishedAt: ctx.clock.now() },
      ["running"],
    );
  } finally {
    clearInterval(heartbeat);
  }
}

async function captureLocation(ctx: Context, capture: CaptureRow, signal: AbortSignal): Promise<void> {
  const { locationId } = capture;
  // Networks correct a week at most: what is stored of older days is final and not asked again.
  const settledBefore = addDays(capture.toDay, -(REFRESHED_DAYS - 1));
  const [accounts, newest, settledDays, upstreamCompanyId] = await Promise.all([
    syncAccounts(ctx, locationId),
    readNewestDays(ctx.db, ctx.companyId, locationId),
    readSettledDays(ctx.db, ctx.companyId, locationId, settledBefore),
    readUpstreamCompanyId(ctx.db, ctx.companyId),
  ]);
  const settled = new Set(settledDays.map((row) => activityKey(row.accountId, row.day)));
  const activity = await readUpstreamActivity(ctx, upstreamCompanyId, signal);
  const carried = activityRows(capture, accounts, activity);
  const withActivity = new Set(carried.map((row) => row.accountId));
  const plan = planCapture(capture, accounts, newest, progressOf(capture.progress));
  const known = knownFailures(accounts, (id) => withActivity.has(id));
  const failed: Failed = new Map();

  const save = (rows: readonly NewSnapshot[]) =>
    ctx.db.transaction(async (tx) => {
      const at = ctx.clock.now();
      await upsertSnapshots(
        tx,
        { companyId: ctx.companyId, locationId, captureId: capture.id, capturedAt: at },
        rows,
      );
      await updateCapture(tx, capture.id, {
        ...progressSum(plan),
        progress: plan,
        heartbeatAt: at,
        ...coverage(accounts, known, failed),
      });
      return (await readCapture(tx, ctx.companyId, capture.id))?.status === "running";
    });

  let goOn = await save(carried);
  while (goOn) {
    const wanted = accounts.flatMap((account) =>
      failed.has(account.id)
        ? []
        : nextDays(capture.toDay, plan[account.id], SLICE_DAYS).map((day) => ({ account, day })),
    );
    if (wanted.length === 0) break;
    const items = wanted.filter(({ account, day }) => !settled.has(activityKey(account.id, day)));
    const found = await askAll(ctx, locationId, items, activity, failed, signal);
    const rows: NewSnapshot[] = [];
    for (const account of accounts) {
      const progress = plan[account.id];
      if (!progress) continue;
      // Only days without a hole before them count as done: a repeat asks the rest.
      for (const day of nextDays(capture.toDay, progress, SLICE_DAYS)) {
        const key = activityKey(account.id, day);
        const answer = found.get(key);
        if (answer) rows.push(toSnapshot(account, day, answer));
        else if (!settled.has(key)) break;
        progress.done++;
      }
    }
    goOn = await save(rows);
  }
  if (!goOn) return;
  const postsError = await mirrorOrExplain(ctx, capture, signal);
  await finish(ctx, capture, known, failed, postsError);
}

/** Posts are an addition to the snapshots: a refusal of them is told, and leaves the capture as good as it is. */
async function mirrorOrExplain(
  ctx: Context,
  capture: CaptureRow,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const { id: locationId, timezone } = await getLocation(ctx, capture.locationId);
    const since = (await hasMirroredPosts(ctx.db, ctx.companyId, locationId)) ? 0 : FIRST_POSTS_DAYS;
    const fromDay = [capture.fromDay, addDays(capture.toDay, -since)].sort()[0] ?? capture.fromDay;
    await mirrorPosts(ctx, { locationId, timezone }, { fromDay, toDay: capture.toDay }, signal);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) throw error;
    return `Posts were not read: ${error.message}`;
  }
}

async function askAll(
  ctx: Context,
  locationId: string,
  items: { account: CapturedAccount; day: string }[],
  activity: ReadonlyMap<string, FoundFigures["figures"]>,
  failed: Failed,
  signal: AbortSignal,
): Promise<Map<string, FoundFigures>> {
  const found = new Map<string, FoundFigures>();
  const queue = items.values();
  const work = async () => {
    for (const { account, day } of queue) {
      signal.throwIfAborted();
      if (failed.has(account.id)) continue;
      const key = activityKey(account.id, day);
      const carried = activity.get(key);
      if (carried && completenessOf(carried) === "complete") {
        found.set(key, { figures: carried, source: "snapshots" });
        continue;
      }
      try {
        const asked = { locationId, profileId: account.profileId ?? "", day };
        const figures = await readStatistics(ctx, asked, signal);
        found.set(
          key,
          carried
            ? { figures: mergeFigures(carried, figures), source: "snapshots" }
            : { figures, source: "statistics" },
        );
      } catch (error) {
        if (!(error instanceof AppError) || WHOLE_LOCATION.has(error.code) || signal.aborted) throw error;
        const { id: accountId, name, platform } = account;
        failed.set(accountId, {
          failure: { accountId, name, platform, kind: "upstream", reason: error.message },
          passing: PASSING.has(error.code),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: CALLS_IN_FLIGHT }, work));
  return found;
}

async function finish(
  ctx: Context,
  capture: CaptureRow,
  known: CaptureFailure[],
  failed: Failed,
  postsError: string | null,
): Promise<void> {
  const upstream = [...failed.values()];
  if (upstream.some(({ passing }) => passing) && capture.attempts < MAX_ATTEMPTS) {
    const names = upstream.map(({ failure }) => failure.name).join(", ");
    return tryLater(ctx, capture, `No answer yet for ${names}. It is tried again on its own.`);
  }
  const broken = known.some(({ kind }) => kind === "expired") || upstream.length > 0;
  await updateCapture(
    ctx.db,
    capture.id,
    { status: broken ? "partial" : "completed", error: postsError, finishedAt: ctx.clock.now() },
    ["running"],
  );
}

function tryLater(ctx: Context, capture: CaptureRow, reason: string): Promise<void> {
  const attempts = capture.attempts + 1;
  return again(ctx, capture, reason, { seconds: 30 * 2 ** capture.attempts, attempts });
}

async function again(
  ctx: Context,
  capture: CaptureRow,
  reason: string,
  { seconds, attempts = capture.attempts }: { seconds: number; attempts?: number },
): Promise<void> {
  // A heartbeat that lies ahead keeps others from taking the capture up before its time.
  const heartbeatAt = new Date(ctx.clock.now().getTime() + seconds * 1_000);
  const waits = await updateCapture(ctx.db, capture.id, { attempts, error: reason, heartbeatAt }, [
    "running",
  ]);
  if (!waits) return;
  await ctx.enqueue(
    CAPTURE_JOB,
    { companyId: ctx.companyId, captureId: capture.id, locationId: capture.locationId },
    { startAfterSeconds: seconds },
  );
}

function activityRows(
  capture: CaptureRow,
  accounts: readonly CapturedAccount[],
  activity: ReadonlyMap<string, FoundFigures["figures"]>,
): NewSnapshot[] {
  const rows: NewSnapshot[] = [];
  for (const account of accounts) {
    for (let day = capture.toDay; day >= capture.fromDay; day = addDays(day, -1)) {
      const figures = activity.get(activityKey(account.id, day));
      if (figures) rows.push(toSnapshot(account, day, { figures, source: "snapshots" }));
    }
  }
  return rows;
}

function toSnapshot(account: CapturedAccount, day: string, found: FoundFigures): NewSnapshot {
  return {
    accountId: account.id,
    day,
    platform: account.platform,
    source: found.source,
    completeness: completenessOf(found.figures),
    ...found.figures,
  };
}

/** Accounts without statistics are no part of the coverage: nothing of theirs can be missing. */
function coverage(accounts: readonly CapturedAccount[], known: CaptureFailure[], failed: Failed) {
  const failures = [
    ...known.filter((failure) => !failed.has(failure.accountId)),
    ...[...failed.values()].map(({ failure }) => failure),
  ];
  const accountsTotal = accounts.length - failures.filter(({ kind }) => kind === "not_covered").length;
  const broken = failures.filter(({ kind }) => kind !== "not_covered").length;
  return { failures, accountsTotal, accountsComplete: accountsTotal - broken };
}
