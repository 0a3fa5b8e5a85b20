import { AppError } from "@/lib/errors";
import { readRowsOfCsv, saveOutcomes } from "./csv-repository";
import { ADOPTED, askPerson, pause, reach, takenPosts, type Work } from "./csv-work";
import { verifyEvidence } from "./evidence";
import { claimPosts, readRejections, settleRows } from "./match-posts";
import { type Polled, poll } from "./watch-csv";

const VERIFY_READS = 10;
/** A state that does not leave `in_review` after finalize says nothing more than the posts do. */
const REVIEW_GRACE = 5;

const NOT_FINALIZED = new Set(["in_review", "deleted"]);
const NEVER_FINALIZED =
  "Its import was never finalized and no post of it was found, so it was given up. It can be retried.";

/**
 * Finds the post of every row and account after finalizing. The list may lag, so it is read several times before a missing
 * post counts; rows without any post wait for a person, and nothing is sent. Of an import that was never
 * finalized and that a person gave up, they fail: it is deleted first, so that it posts nothing later.
 */
export async function verifyCsv(work: Work): Promise<void> {
  const { ctx, csv, batch, upstream } = work;
  const { status, posts: verdicts } = await awaitImported(work);
  const givenUp = ADOPTED in (csv.stepTimes as Record<string, string>) && NOT_FINALIZED.has(status);
  if (givenUp) await removeUnfinalized(work);
  const all = await readRowsOfCsv(ctx.db, csv.id);
  const rejections = readRejections(all, verdicts);
  // A second look (after a person's word) settles what is still open and leaves the rest as it is.
  const rows = all.filter((row) => row.outcome === "waiting");
  let best = settleRows(rows, rejections, new Map());
  for (let read = 0; read < VERIFY_READS; read++) {
    const posts = await upstream.postsAround(batch.timezone, rows);
    const claims = claimPosts(rows, posts, batch.timezone, await takenPosts(work, posts));
    best = settleRows(rows, rejections, claims);
    if (best.missing === 0) break;
    await pause(work, work.timing.lagMs);
    if (work.signal.aborted) return;
  }
  const unfound = best.outcomes.filter((one) => one.outcome === "waiting").length;
  if (unfound > 0 && givenUp) {
    best.outcomes = best.outcomes.map((one) =>
      one.outcome === "waiting" ? { ...one, outcome: "failed", reason: NEVER_FINALIZED } : one,
    );
  } else if (unfound > 0) {
    await saveOutcomes(ctx.db, csv.batchId, best.outcomes);
    return askPerson(work, verifyEvidence(csv, unfound));
  }
  const failed = best.outcomes.filter((one) => one.outcome === "failed").length;
  await reach(
    work,
    "verified",
    { statusReason: null },
    `${best.outcomes.length - failed} scheduled${failed ? `, ${failed} failed` : ""}`,
    (db) => saveOutcomes(db, csv.batchId, best.outcomes),
  );
}

/**
 * What the import says of each row once it is through. One that was deleted after finalizing says nothing any more and
 * leaves its posts behind.
 */
async function awaitImported(work: Work): Promise<Polled> {
  try {
    return await poll(
      work,
      (now, times) => now !== "importing" && (now !== "in_review" || times > REVIEW_GRACE),
    );
  } catch (error) {
    if (isGone(error)) return { status: "deleted", posts: [] };
    throw error;
  }
}

const isGone = (error: unknown): boolean => error instanceof AppError && error.code === "upstream_not_found";

async function removeUnfinalized({ csv, upstream }: Work): Promise<void> {
  try {
    await upstream.remove(csv.upstreamCsvId ?? "");
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
