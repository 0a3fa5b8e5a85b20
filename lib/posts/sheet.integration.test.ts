import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as previewRoute } from "@/app/api/posts/sheet/route";
import { createPerson } from "@/lib/auth/testing/people";
import { BASIC_COLUMNS, readRows, writeRecord } from "@/lib/csv";
import { getImport } from "@/lib/imports/get-import";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { applySheet, previewSheet } from "./apply-sheet";
import { getChange } from "./change-posts";
import { getDeletion } from "./delete-posts";
import { exportPosts } from "./export-posts";
import { listPosts } from "./list-posts";
import { readPost } from "./read-posts";
import { exportQuery } from "./schema";

let harness: Harness;
let locationId: string;
let second: string;

const bytesOf = async (source: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of source) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
};
const download = async (more: object = {}) =>
  bytesOf(
    (
      await exportPosts(
        harness.ctx,
        exportQuery.parse({ locationIds: locationId, type: "scheduled", purpose: "edit", ...more }),
      )
    ).source,
  );
const grid = async (bytes: Uint8Array) => {
  const rows: string[][] = [];
  async function* source() {
    yield bytes;
  }
  for await (const batch of readRows(source())) rows.push(...batch.map(({ cells }) => cells));
  return rows;
};
const asFile = (rows: string[][]) =>
  new TextEncoder().encode(`${rows.map((cells) => writeRecord(cells)).join("\n")}\n`);
const preview = (bytes: Uint8Array) => previewSheet(harness.ctx, bytes, "posts.csv");
const runChange = async (changeId: string) => {
  await harness.runJob("posts.change", { companyId: harness.companyId, changeId });
  return getChange(harness.ctx, changeId);
};
const scheduled = async () =>
  (await listPosts(harness.ctx, { locationId, type: "scheduled", skip: 0, limit: 100 })).posts;
const CONTENT = BASIC_COLUMNS.findIndex(({ key }) => key === "content");
const BASIC = { format: "basic" };

beforeAll(async () => {
  harness = await startHarness();
  const rich: string[] = [];
  for (const id of harness.locationIds) {
    locationId = id;
    if ((await scheduled().catch(() => [])).length >= 12) rich.push(id);
    if (rich.length === 2) break;
  }
  [locationId = "", second = ""] = rich;
});
afterAll(() => harness.close());

describe("a sheet of posts for editing", () => {
  it.each([
    ["basic", "csv"],
    ["advance", "csv"],
    ["advance", "xlsx"],
  ])("comes back without a difference: %s as %s", async (format, file) => {
    const bytes = await download({ format, file });
    // Spreadsheets take a CSV without the mark for another alphabet.
    if (file === "csv") expect(Buffer.from(bytes.subarray(0, 3)).toString("hex")).toBe("efbbbf");
    const diff = await preview(bytes);
    expect(diff).toMatchObject({ changed: [], added: [], removed: [] });
    expect(diff.unchanged).toBeGreaterThan(10);
    expect(diff.rows).toBe(diff.unchanged);
    expect(diff.posts).toBeGreaterThanOrEqual(diff.rows);
  });

  it("names the location of each row where there are several, and comes back without a difference", async () => {
    const diff = await preview(await download({ locationIds: `${locationId},${second}` }));
    expect(diff).toMatchObject({ changed: [], added: [], removed: [] });
  });

  it("applies only what differs: a cell, a time, a new row; removed rows stay without the tick", async () => {
    const [header = [], first = [], another = [], gone = [], ...rest] = await grid(await download(BASIC));
    const changed = [...first];
    changed[CONTENT] = "=1+1 and a new caption";
    const moved = ["12/24/2027 9:30", ...another.slice(1)];
    const added = header.map((_, index) => [`2027-11-30 09:00:00`, "A new post"][index] ?? "");
    added[header.indexOf("accounts")] = (await scheduled())[0]?.accountIds[0] ?? "";
    const bytes = asFile([header, changed, moved, ...rest, added]);
    const diff = await preview(bytes);
    expect(diff.changed.map(({ cells }) => cells.map(({ label }) => label))).toEqual([
      ["Caption"],
      ["Date and time"],
    ]);
    expect(diff.added).toMatchObject([{ caption: "A new post" }]);
    const goneIds = (gone.at(-1) ?? "").split(",").sort();
    expect(diff.removed.map(({ postIds }) => [...postIds].sort())).toEqual([goneIds]);

    const input = { bytes, fileName: "posts.csv", digest: diff.digest, deleteRemoved: false };
    const applied = await applySheet(harness.ctx, input);
    expect(applied.deletionIds).toEqual([]);
    // A second click finds the posts under way, and makes no second import.
    await expect(applySheet(harness.ctx, input)).rejects.toMatchObject({ code: "already_running" });
    const [changeId = ""] = applied.changeIds;
    expect(await runChange(changeId)).toMatchObject({
      status: "completed",
      counts: { failed: 0, skipped: 0 },
    });
    for (const id of (first.at(-1) ?? "").split(","))
      expect((await readPost(harness.ctx, locationId, id))?.summary).toBe("=1+1 and a new caption");
    for (const id of goneIds) expect(await readPost(harness.ctx, locationId, id)).not.toBeNull();
    const batch = await getImport(harness.ctx, applied.batchId ?? "");
    expect(batch.fileName).toContain("new-rows");
    // What was looked at is no longer so.
    await expect(applySheet(harness.ctx, input)).rejects.toMatchObject({ code: "version_changed" });
    const after = await preview(bytes);
    expect(after.changed).toEqual([]);
  });

  it("deletes removed posts where it was ticked, and never one that was made after the download", async () => {
    const [header = [], gone = [], ...rest] = await grid(await download(BASIC));
    const late = header.map((cell) => cell.replace(/made=[^;]+/, "made=2020-01-01T00:00:00.000Z"));
    expect((await preview(asFile([late, ...rest]))).removed).toEqual([]);
    const bytes = asFile([header, ...rest]);
    const diff = await preview(bytes);
    const ids = (gone.at(-1) ?? "").split(",").sort();
    expect(diff.removed.map(({ postIds }) => [...postIds].sort())).toEqual([ids]);
    const { deletionIds } = await applySheet(harness.ctx, {
      bytes,
      fileName: "posts.csv",
      digest: diff.digest,
      deleteRemoved: true,
    });
    await harness.runJob("posts.delete", {
      companyId: harness.companyId,
      deletionId: deletionIds[0] ?? "",
    });
    expect(await getDeletion(harness.ctx, deletionIds[0] ?? "")).toMatchObject({ status: "completed" });
    for (const id of ids) expect(await readPost(harness.ctx, locationId, id)).toBeNull();
  });

  it("knows rows whose post ids were lost by time, caption and account", async () => {
    const [header = [], ...rows] = await grid(await download(BASIC));
    const bytes = asFile([header, ...rows.map((cells) => [...cells.slice(0, -1), ""])]);
    expect(await preview(bytes)).toMatchObject({ changed: [], added: [], removed: [] });
  });

  it("names what cannot be done instead of doing half of a row", async () => {
    const [header = [], first = [], second = [], ...rest] = await grid(
      await download({ format: "advance" }),
    ).then(([, ...rows]) => rows);
    const tags = header.findIndex((cell) => cell.startsWith("tags"));
    const wrong = [...first];
    wrong[tags] = "no such tag";
    wrong[header.indexOf("content")] = "changed too";
    const orphan = [...second];
    orphan[orphan.length - 1] = "ffffffffffffffffffffffff";
    const diff = await preview(asFile([header, wrong, orphan, ...rest]));
    expect(diff.changed[0]?.problem).toContain("no tag “no such tag”");
    expect(diff.changed[1]?.problem).toContain("gone from the Social Media API");
  });

  it("is refused to people without the location", async () => {
    const bytes = await download();
    const stranger = await createPerson(harness.runtime.database.db, {
      companyId: harness.companyId,
      role: "marketer",
      locations: [second],
    });
    const answer = await previewRoute(
      new Request(`${harness.env.appUrl}/api/posts/sheet?fileName=posts.csv`, {
        method: "POST",
        headers: { ...Object.fromEntries(stranger.headers), origin: harness.env.appUrl },
        body: bytes,
      }),
      { params: Promise.resolve({}) },
    );
    expect(answer.status).toBe(403);
  });
});
