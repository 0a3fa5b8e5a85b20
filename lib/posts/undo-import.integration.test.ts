import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { writeBasic } from "@/lib/csv";
import { advanceImport } from "@/lib/imports/advance-import";
import { followImport } from "@/lib/imports/follow-import";
import { getImport, listImports, listRows } from "@/lib/imports/get-import";
import { createImport, receivePart } from "@/lib/imports/receive-file";
import { scheduleImport } from "@/lib/imports/schedule-import";
import { checkImport } from "@/lib/imports/testing/check-import";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { deletePosts, runDeletion, undoImport } from "./delete-posts";
import { searchQuery } from "./schema";
import { findMatching, searchPosts } from "./search-posts";

let harness: Harness;
let locationId: string;
let accountIds: string[];
let made = 0;
const never = new AbortController().signal;

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const easy = accounts.find((one) => one.platform === "facebook" && !one.isExpired);
    if (!easy) continue;
    locationId = id;
    accountIds = [easy.id];
    break;
  }
});
afterAll(() => harness.close());
afterEach(() => fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" }));

async function schedule(count: number, drafts = 0): Promise<string> {
  made++;
  const rows = Array.from({ length: count }, (_, index) => ({
    postAtSpecificTime: `2027-0${made}-${String(1 + (index % 28)).padStart(2, "0")} ${String(8 + Math.floor(index / 28))}:30:00`,
    content: `Undone ${made}, ${index}`,
  }));
  for (const row of rows.slice(0, drafts)) row.postAtSpecificTime = "";
  const bytes = new TextEncoder().encode(writeBasic(rows));
  const file = { locationId, fileName: "undone.csv", fileSize: bytes.length };
  const { batchId } = await createImport(harness.ctx, file);
  await receivePart(harness.ctx, { batchId, part: 0, bytes });
  const reading = { columns: null, dateOrder: null, edits: [], excluded: [], accountIds };
  const { version } = await checkImport(harness.ctx, { batchId, ...reading });
  await scheduleImport(harness.ctx, { batchId, version });
  await advanceImport(harness.ctx, batchId, never);
  expect((await getImport(harness.ctx, batchId)).counts).toMatchObject({ rows: count, scheduled: count });
  return batchId;
}

async function undo(batchId: string): Promise<void> {
  await runDeletion(harness.ctx, (await undoImport(harness.ctx, batchId)).deletionId, never);
}

const sumOf = async (batchId: string) => {
  const { counts } = await getImport(harness.ctx, batchId);
  return counts.scheduled + counts.waiting + counts.failed + counts.skipped + counts.deleted;
};

describe("the posts of an import", () => {
  it("are listed alone, drafts and far days as well, and searched among themselves", async () => {
    await schedule(2);
    const batchId = await schedule(4, 1);
    const ask = (more: object = {}) =>
      searchPosts(harness.ctx, searchQuery.parse({ locationIds: locationId, batchId, ...more }));
    const all = await ask();
    expect(all).toMatchObject({ total: 4, capped: false, importName: "undone.csv" });
    const made = (await listRows(harness.ctx, { batchId, after: 0, limit: 10 })).flatMap(
      (row) => row.postIds,
    );
    expect(all.posts.map(({ id }) => id).sort()).toEqual(made.sort());
    expect((await ask({ type: "draft" })).total).toBe(1);
    expect((await ask({ type: "scheduled", limit: 2 })).posts).toHaveLength(2);
    expect((await ask({ search: all.posts[0]?.caption })).total).toBe(1);
    const matching = await findMatching(
      harness.ctx,
      searchQuery.parse({ locationIds: locationId, batchId, type: "scheduled" }),
    );
    expect(matching.posts).toHaveLength(3);
  });
});

describe("undoing an import", () => {
  it("counts its rows as deleted, names who did it, and leaves nothing to delete", async () => {
    const batchId = await schedule(3);
    await undo(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view.counts).toMatchObject({ rows: 3, scheduled: 0, skipped: 0, deleted: 3 });
    expect(view.undo).toMatchObject({ status: "completed", total: 3, deleted: 3, gone: 0, failed: 0 });
    expect(view.undo?.by).toBe(harness.ctx.actor.name);
    expect(view.csvs[0]).toMatchObject({ rows: 3, scheduled: 0, deleted: 3 });
    const told = view.events.map(({ message }) => message);
    expect(told).toContain(`3 rows deleted by ${harness.ctx.actor.name}`);
    expect(told).toContain(`${harness.ctx.actor.name} began to delete what it scheduled: 3 posts`);
    const listed = await listImports(harness.ctx, { locationId, limit: 50 });
    expect(listed.find((one) => one.batchId === batchId)?.counts.deleted).toBe(3);
    await expect(undoImport(harness.ctx, batchId)).rejects.toMatchObject({ code: "unprocessable" });
  });

  it("is told live, although the import itself ended before", async () => {
    const batchId = await schedule(2);
    const { deletionId } = await undoImport(harness.ctx, batchId);
    const reader = (await followImport(harness.ctx, batchId, never)).getReader();
    const text = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await text()).toContain('"status":"running"');
    await runDeletion(harness.ctx, deletionId, never);
    expect(await text()).toContain('"deleted":2');
    expect(await text()).toContain("event: end");
  });

  it("keeps what could not be deleted scheduled, and a second undo takes only that", async () => {
    const batchId = await schedule(60);
    // The first call of 50 never gets through, the second of 10 does.
    await harness.fault({ operation: "bulk-delete-social-planner-posts", kind: "reset-before", count: 3 });
    await undo(batchId);
    const partly = await getImport(harness.ctx, batchId);
    expect(partly.counts).toMatchObject({ scheduled: 50, deleted: 10 });
    expect(partly.undo).toMatchObject({ status: "partial", deleted: 10, failed: 50 });
    expect(partly.events.some(({ kind, message }) => kind === "bad" && message.includes("50 posts"))).toBe(
      true,
    );
    expect(await sumOf(batchId)).toBe(60);
    await undo(batchId);
    const done = await getImport(harness.ctx, batchId);
    expect(done.counts).toMatchObject({ scheduled: 0, deleted: 60 });
    expect(done.undo).toMatchObject({ status: "completed", total: 50 });
  });

  it("is one deletion, however often it is asked for while it runs", async () => {
    const batchId = await schedule(1);
    const first = await undoImport(harness.ctx, batchId);
    expect((await undoImport(harness.ctx, batchId)).deletionId).toBe(first.deletionId);
    await runDeletion(harness.ctx, first.deletionId, never);
  });

  it("also happens to rows whose posts were deleted by hand", async () => {
    const batchId = await schedule(2);
    const [row] = await listRows(harness.ctx, { batchId, after: 0, limit: 1 });
    const postIds = row?.postIds ?? [];
    expect(postIds).toHaveLength(1);
    const { deletionId } = await deletePosts(harness.ctx, { locationId, postIds });
    await runDeletion(harness.ctx, deletionId, never);
    expect((await getImport(harness.ctx, batchId)).counts).toMatchObject({ scheduled: 1, deleted: 1 });
  });
});
