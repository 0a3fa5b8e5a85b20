import { tryWithLock } from "@/db/locks";
import { findUpstreamUser } from "@/lib/connections/find-upstream-user";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readCsv, readRowsOfCsv, saveOutcomes } from "./csv-repository";
import { csvUpstream } from "./csv-upstream";
import {
  askPerson,
  goBack,
  isFinal,
  isRefusal,
  isUnknown,
  Overtaken,
  pause,
  reach,
  refuse,
  TIMING,
  type Timing,
  takenPosts,
  tell,
  type Work,
  write,
} from "./csv-work";
import { fileNameOf } from "./cut-import";
import { finalizeEvidence, finalizeTriesEvidence, sameSet, setAccountsEvidence } from "./evidence";
import { claimPosts, readRejections } from "./match-posts";
import { readBatch } from "./repository";
import { settleLateRows } from "./settle-late-rows";
import { verifyCsv } from "./verify-csv";
import { Later, poll } from "./watch-csv";

const UPLOADS_PER_RUN = 5;
const FINALIZES_BY_ITSELF = 4;

/** Milliseconds: the upstream is at work, and the csv is to be looked at again after them. */
export type Advance = "done" | "waiting" | number;

/**
 * Takes one csv as far as it goes: upload → set-accounts → review → finalize → verify. Each write is preceded by a stored
 * intent; an intent found without its step (a crash, a broken call) is settled by reading before anything is repeated.
 * One process at a time works on a csv. Throws what keeps the whole batch waiting (connection, quota, upstream down).
 */
export async function advanceCsv(
  ctx: Context,
  csvId: string,
  signal: AbortSignal,
  timing: Timing = TIMING,
): Promise<Advance> {
  const held = await tryWithLock(ctx.db, `import-csv:${csvId}`, async (): Promise<Advance> => {
    for (;;) {
      const csv = await readCsv(ctx.db, csvId);
      const batch = csv ? await readBatch(ctx.db, ctx.companyId, csv.batchId) : null;
      if (!csv || !batch || csv.needsPerson || isFinal(csv.step)) return "done";
      if (batch.status !== "scheduling" || signal.aborted) return "waiting";
      const upstream = csvUpstream(ctx, csv, await findUpstreamUser(ctx, csv.locationId));
      try {
        await takeStep({ ctx, csv, batch, upstream, signal, timing });
      } catch (error) {
        if (error instanceof Later) return error.inMs;
        // Cancelled or decided on while the step was under way: look anew.
        if (!(error instanceof Overtaken)) throw error;
      }
    }
  });
  return held.locked ? held.value : "waiting";
}

function takeStep(work: Work): Promise<void> {
  switch (work.csv.step) {
    case "planned":
      return upload(work);
    case "uploaded":
      return work.csv.intent === "set_accounts" ? settleSetAccounts(work) : assignAccounts(work);
    case "accounts_set":
      return awaitReview(work);
    case "in_review":
      return work.csv.intent === "finalize" ? settleFinalize(work) : finalize(work);
    case "finalized":
      return verifyCsv(work);
    default:
      return Promise.resolve();
  }
}

/** An uploaded file alone posts nothing and shows in no list, so an upload of unknown outcome may simply be made again. */
async function upload(work: Work): Promise<void> {
  const { csv, upstream } = work;
  const rows = await settleLateRows(work);
  if (rows.length === 0) {
    return refuse(
      work,
      "The time of every row of this csv passed while it waited. Set new times and import them again.",
      { rowCount: 0 },
    );
  }
  try {
    const { filePath, rowsCount } = await write(work, "upload", () => upstream.upload(rows));
    if (rowsCount !== rows.length) {
      return refuse(
        work,
        `The Social Media API read ${rowsCount} rows of ${rows.length}; nothing was scheduled. Look at the captions and dates of this part.`,
      );
    }
    await reach(
      work,
      "uploaded",
      { filePath, rowCount: rows.length },
      `Uploaded ${rows.length} ${rows.length === 1 ? "row" : "rows"}`,
    );
  } catch (error) {
    if (isRefusal(error)) return refuse(work, error.message);
    if (!isUnknown(error) || csv.intentAttempt % UPLOADS_PER_RUN === UPLOADS_PER_RUN - 1) throw error;
    await tell(
      work,
      "warning",
      "The upload was not answered. A file alone posts nothing, so it is sent again.",
    );
  }
}

async function assignAccounts(work: Work): Promise<void> {
  const { csv, upstream } = work;
  try {
    const csvId = await write(work, "set_accounts", () =>
      upstream.setAccounts(csv.filePath ?? "", csv.rowCount),
    );
    // The older API version answers without an id: the csv is found by its file.
    if (!csvId) return;
    await reach(work, "accounts_set", { upstreamCsvId: csvId }, "Accounts set").catch(
      async (error: unknown) => {
        // Cancelled meanwhile: the import just made is taken away again, it has posted nothing.
        if (error instanceof Overtaken) await removeQuietly(work, csvId);
        throw error;
      },
    );
  } catch (error) {
    if (isRefusal(error)) return refuse(work, error.message);
    if (!isUnknown(error)) throw error;
    await tell(
      work,
      "warning",
      "The accounts were sent and not answered. The import is looked for before anything is sent again.",
    );
  }
}

/**
 * Was set-accounts done? The csv list tells by the file's path. Silent after several reads, the file is uploaded anew under
 * another name: only a finalized csv posts anything, and what may still turn up of the old one is deleted before that.
 */
async function settleSetAccounts(work: Work): Promise<void> {
  const { csv, upstream } = work;
  for (let read = 0; read < work.timing.lagReads; read++) {
    const [found] = await upstream.findByPath([csv.filePath ?? ""]);
    if (found) {
      const same =
        sameSet(found.accountIds ?? [], csv.accountIds) && (found.count ?? csv.rowCount) === csv.rowCount;
      if (!same) return askPerson(work, setAccountsEvidence(csv, found), found.id);
      return reach(
        work,
        "accounts_set",
        { upstreamCsvId: found.id },
        "Found the import by its file and went on with it",
      );
    }
    await pause(work, work.timing.lagMs);
    if (work.signal.aborted) return;
  }
  await tell(work, "info", "The import was never made. The file is sent again under another name.");
  await goBack(work, "planned", {
    filePath: null,
    fileName: fileNameOf(csv.batchId, csv.number, csv.abandonedPaths.length + 2),
    abandonedPaths: [...csv.abandonedPaths, csv.filePath ?? ""],
  });
}

async function awaitReview(work: Work): Promise<void> {
  const status = await living(async () => {
    const polled = await poll(work, (now) => now !== "pending" && now !== "in_progress", "in_review");
    return polled.status;
  });
  if (status === "in_review") return reach(work, "in_review", {}, "In review");
  if (status === "importing" || status === "completed") return reach(work, "finalized", {}, "Finalized");
  if (status === "deleted") return refuse(work, GONE);
  const { posts } = await work.upstream.read(work.csv.upstreamCsvId ?? "");
  const rows = await readRowsOfCsv(work.ctx.db, work.csv.id);
  const rejections = readRejections(rows, posts);
  const reason = "The Social Media API rejected every row of this csv.";
  await reach(work, "failed", { statusReason: reason }, reason, (db) =>
    saveOutcomes(
      db,
      work.csv.batchId,
      rows
        .filter((row) => row.outcome === "waiting")
        .map((row) => ({
          row: row.row,
          outcome: "failed",
          reason: rejections.get(row.row) ?? "The Social Media API failed this csv.",
          postIds: [],
        })),
    ),
  );
}

const GONE = "The import was deleted at the Social Media API before it was finalized.";

/** A csv the upstream no longer knows reads as deleted. */
async function living(look: () => Promise<string>): Promise<string> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AppError && error.code === "upstream_not_found") return "deleted";
    throw error;
  }
}

async function finalize(work: Work): Promise<void> {
  const { csv, upstream } = work;
  if (csv.intentAttempt >= FINALIZES_BY_ITSELF) return askPerson(work, finalizeTriesEvidence(csv));
  await removeAbandoned(work);
  try {
    await write(work, "finalize", () => upstream.finalize(csv.upstreamCsvId ?? ""));
    await reach(work, "finalized", {}, "Finalized");
  } catch (error) {
    if (!isUnknown(error) && !isRefusal(error)) throw error;
    const words = isRefusal(error) ? `refused (${error.message.replace(/\.$/, "")})` : "not answered";
    await tell(
      work,
      "warning",
      `Finalizing was ${words}. The import's state is read before it is asked for again.`,
    );
  }
}

/** Was finalize done? The import's own state tells, once it had time to show; posts that are there outweigh it. */
async function settleFinalize(work: Work): Promise<void> {
  const { ctx, csv } = work;
  const since = ctx.clock.now().getTime() - (csv.intentAt?.getTime() ?? 0);
  if (since < work.timing.settledMs) await pause(work, work.timing.settledMs - since);
  if (work.signal.aborted) return;
  const status = await living(async () => {
    const { csv: now } = await work.upstream.read(csv.upstreamCsvId ?? "");
    return now.status ?? "pending";
  });
  if (status === "importing" || status === "completed")
    return reach(work, "finalized", {}, "Finalized, as the import's state says");
  const rows = await readRowsOfCsv(ctx.db, csv.id);
  const posts = await work.upstream.postsAround(work.batch.timezone, rows);
  const claims = claimPosts(rows, posts, work.batch.timezone, await takenPosts(work, posts));
  const there = [...claims.values()].filter((found) => found.length > 0).length;
  if (there > 0) return askPerson(work, finalizeEvidence(csv, there));
  if (status !== "in_review")
    return refuse(work, status === "deleted" ? GONE : `The import is ${status} there.`);
  await tell(work, "info", "The import was not finalized yet. It is asked for again.");
  // The attempts stay counted: a finalize that is refused again and again ends with a person.
  await goBack(work, "in_review");
}

async function removeAbandoned(work: Work): Promise<void> {
  const { csv, upstream } = work;
  if (csv.abandonedPaths.length === 0) return;
  for (const orphan of await upstream.findByPath(csv.abandonedPaths)) {
    if (orphan.id === csv.upstreamCsvId || orphan.status === "importing" || orphan.status === "completed")
      continue;
    try {
      await upstream.remove(orphan.id);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "upstream_not_found") throw error;
    }
    await tell(work, "info", "Deleted an unanswered upload that had turned up after all");
  }
}

/** A csv that is not finalized posts nothing: leaving it there would be untidy, not wrong. */
async function removeQuietly(work: Work, upstreamCsvId: string): Promise<void> {
  await work.upstream
    .remove(upstreamCsvId)
    .catch((error: unknown) => work.ctx.log.warn({ err: error }, "a cancelled csv stays upstream"));
}
