import { hex24 } from "../ids";
import type { CsvRecord, CsvRowRecord, CsvRunRecord } from "../records";
import { accountById } from "../shelf/accounts";
import { savePost } from "../shelf/posts";
import { categoryId, tagId } from "../shelf/taxonomy";
import type { SandboxState } from "../state";
import type { Account } from "../world/accounts";
import { detailsFor, type PostRecord, promisedInsights } from "../world/posts";
import type { Location } from "../world/world";
import { dayOf } from "../zone";
import { detailsOn } from "./details";
import { followUpAllowed, trimmed } from "./limits";

export type CsvStatusNow =
  | "pending"
  | "in_progress"
  | "in_review"
  | "importing"
  | "completed"
  | "failed"
  | "deleted";

export function runOf(state: SandboxState, csv: CsvRecord): CsvRunRecord {
  return state.csvRuns.get(csv._id) ?? { updatedAt: csv.createdAt, postedRows: 0, droppedRows: [] };
}

export function changeRun(state: SandboxState, csv: CsvRecord, change: Partial<CsvRunRecord>): CsvRunRecord {
  const run = { ...runOf(state, csv), updatedAt: state.clock.now(), ...change };
  return state.csvRuns.set(csv._id, run);
}

/** The status follows from the time since the last step, so a restart in the middle changes nothing. */
export function csvStatus(state: SandboxState, csv: CsvRecord): CsvStatusNow {
  const run = runOf(state, csv);
  if (run.ended) return run.ended;
  const step = state.options.csvDelayMs;
  const wall = state.clock.wall();
  if (run.finalizedWall !== undefined) return "importing";
  if (wall < csv.startedWall + step) return "pending";
  if (wall < csv.startedWall + 2 * step) return "in_progress";
  return goodRows(state, csv).length === 0 ? "failed" : "in_review";
}

/** Makes the posts that are due by now of every csv being imported. Called before anything is read. */
export function settleImports(state: SandboxState): void {
  for (const [id, run] of state.csvRuns.entries()) {
    const csv = run.finalizedWall !== undefined && run.ended === undefined ? state.csvs.get(id) : undefined;
    if (csv) settle(state, csv, run);
  }
}

function settle(state: SandboxState, csv: CsvRecord, run: CsvRunRecord): void {
  const place = state.world.locationById.get(csv.locationId);
  if (!place) return;
  const rows = goodRows(state, csv);
  const step = state.options.csvDelayMs;
  const part = step === 0 ? 1 : (state.clock.wall() - (run.finalizedWall ?? 0)) / step;
  const due = Math.min(rows.length, Math.floor(rows.length * part));
  if (due === run.postedRows && due < rows.length) return;
  for (const row of rows.slice(run.postedRows, due)) post(state, place, csv, run, row);
  changeRun(state, csv, { postedRows: due, ...(due === rows.length ? { ended: "completed" } : {}) });
}

export function goodRows(state: SandboxState, csv: CsvRecord): CsvRowRecord[] {
  const { droppedRows } = runOf(state, csv);
  return csv.rows.filter((row) => row.errorMessage === undefined && !droppedRows.includes(row._id));
}

/** One post for each account, with an id that follows from the row: made twice it is still one post. */
function post(
  state: SandboxState,
  place: Location,
  csv: CsvRecord,
  run: CsvRunRecord,
  row: CsvRowRecord,
): void {
  const by = run.finalizedBy ?? csv.createdBy;
  const createdAt = run.finalizedAt ?? state.clock.now();
  const seconds = Math.floor(createdAt / 1000)
    .toString(16)
    .padStart(8, "0");
  const parentPostId = seconds + hex24(csv._id, row._id).slice(0, 16);
  const tags = row.tags.map((name) => tagId(state, place, name, by));
  const category = row.category === undefined ? undefined : categoryId(state, place, row.category, by);
  for (const id of row.accountIds) {
    const account = accountById(state, place, id);
    if (account) savePost(state, made(account));
  }

  function made(account: Account): PostRecord {
    const _id = seconds + hex24(csv._id, row._id, account.id).slice(0, 16);
    const follow = row.followUpComment !== undefined && followUpAllowed.has(account.platform);
    const plan = csv.approver === undefined ? "scheduled" : "in_review";
    return {
      _id,
      locationId: place.id,
      accountId: account.id,
      platform: account.platform,
      source: "csv",
      type: row.type,
      summary: trimmed(withLink(row), account.platform),
      media: row.medias.map(({ url, type, thumbnail }) => ({
        url,
        type,
        ...(thumbnail === undefined ? {} : { thumbnail }),
      })),
      tags,
      ...(category === undefined ? {} : { categoryId: category }),
      createdBy: by,
      createdAt,
      updatedAt: createdAt,
      plan: row.scheduleAt === null ? "draft" : plan,
      at: row.scheduleAt,
      final: promisedInsights(state.world, account, _id, dayOf(place.timeZone, row.scheduleAt ?? createdAt)),
      details: {
        ...detailsFor(account.platform, row.type, row.summary),
        ...detailsOn(account.platform, row.details),
        ...(row.link && row.medias.length === 0 ? { ogTagsDetails: { metaLink: row.link.url } } : {}),
        ...(follow ? { followUpComment: row.followUpComment } : {}),
      },
      parentPostId,
      csvId: csv._id,
    };
  }
}

/** With media the link goes into the caption instead of a preview. */
function withLink(row: CsvRowRecord): string {
  if (!row.link || row.medias.length === 0) return row.summary;
  return row.summary === "" ? row.link.url : `${row.summary}\n${row.link.url}`;
}
