import { AppError } from "@/lib/errors";
import type { CsvPost } from "@/lib/upstream/contract";
import { readRowsOfCsv, saveOutcomes } from "./csv-repository";
import { askPerson, pause, reach, takenPosts, type Work } from "./csv-work";
import { verifyEvidence } from "./evidence";
import { claimPosts, readRejections, settleRows } from "./match-posts";
import { poll } from "./watch-csv";

const VERIFY_READS = 10;
/** A state that does not leave `in_review` after finalize says nothing more than the posts do. */
const REVIEW_GRACE = 5;

/**
 * Finds the post of every row and account after finalizing. The list may lag, so it is read several times before a missing
 * post counts; rows without any post wait for a person, and nothing is sent.
 */
export async function verifyCsv(work: Work): Promise<void> {
  const { ctx, csv, batch, upstream } = work;
  const verdicts = await awaitImported(work);
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
  if (unfound > 0) {
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
async function awaitImported(work: Work): Promise<CsvPost[]> {
  try {
    const { posts } = await poll(
      work,
      (now, times) => now !== "importing" && (now !== "in_review" || times > REVIEW_GRACE),
    );
    return posts;
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

const isGone = (error: unknown): boolean => error instanceof AppError && error.code === "upstream_not_found";
