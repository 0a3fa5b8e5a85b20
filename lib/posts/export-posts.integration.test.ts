import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/posts/export/route";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { createPerson } from "@/lib/auth/testing/people";
import { type Fields, mapColumns, type RawRow, readRows, writeAdvance, writeBasic } from "@/lib/csv";
import { advanceImport } from "@/lib/imports/advance-import";
import { getImport } from "@/lib/imports/get-import";
import { createImport, receivePart } from "@/lib/imports/receive-file";
import { scheduleImport } from "@/lib/imports/schedule-import";
import { checkImport } from "@/lib/imports/testing/check-import";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { deletePosts, runDeletion } from "./delete-posts";
import { exportPosts } from "./export-posts";
import { listPosts } from "./list-posts";
import { exportQuery } from "./schema";

const PERIOD = { from: "2027-03-01T00:00:00Z", to: "2027-04-30T00:00:00Z" };

let harness: Harness;
let locationId: string;
let accountIds: string[];

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const chosen = ["facebook", "linkedin"].flatMap(
      (platform) => accounts.find((one) => one.platform === platform && !one.isExpired)?.id ?? [],
    );
    if (chosen.length < 2) continue;
    locationId = id;
    accountIds = chosen.sort();
    break;
  }
});
afterAll(() => harness.close());

async function importText(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const file = { locationId, fileName: "posts.csv", fileSize: bytes.length };
  const { batchId } = await createImport(harness.ctx, file);
  await receivePart(harness.ctx, { batchId, part: 0, bytes });
  const reading = { columns: null, dateOrder: null, edits: [], excluded: [], accountIds };
  const { version } = await checkImport(harness.ctx, { batchId, ...reading });
  await scheduleImport(harness.ctx, { batchId, version });
  await advanceImport(harness.ctx, batchId, new AbortController().signal);
  const { counts, failedRows } = await getImport(harness.ctx, batchId);
  expect(failedRows).toEqual([]);
  expect(counts.scheduled).toBe(counts.rows);
}

const present = async () =>
  (await listPosts(harness.ctx, { locationId, type: "scheduled", skip: 0, limit: 100, ...PERIOD })).posts;
const shapes = async () =>
  (await present())
    .map(({ at, caption, accountIds: ids, media }) => JSON.stringify([at, caption, ids, media]))
    .sort();

async function clear(): Promise<void> {
  const postIds = (await present()).map((post) => post.id);
  if (postIds.length === 0) return;
  const { deletionId } = await deletePosts(harness.ctx, { locationId, postIds });
  await runDeletion(harness.ctx, deletionId, new AbortController().signal);
}

async function parse(text: string): Promise<Fields[]> {
  async function* source() {
    yield new TextEncoder().encode(text);
  }
  const raw: RawRow[] = [];
  for await (const batch of readRows(source())) raw.push(...batch);
  const map = mapColumns(raw.map((row) => row.cells));
  return raw.slice(map.headerRows).map(({ cells }) => {
    const fields: Fields = {};
    map.columns.forEach((key, index) => {
      if (key && cells[index]) fields[key] = cells[index];
    });
    return fields;
  });
}

async function pieces(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const piece of source) found.push(piece);
  return found;
}

async function exported(more: object): Promise<string> {
  const { source } = await exportPosts(harness.ctx, ask(more));
  return new TextDecoder().decode(Buffer.concat(await pieces(source)));
}

const ask = (more: object) => exportQuery.parse({ locationId, type: "scheduled", ...PERIOD, ...more });

const ROWS: Fields[] = [
  { postAtSpecificTime: "2027-03-02 09:00:00", content: "=1+1, @brand and -50%\nwith a second line 🦷" },
  {
    postAtSpecificTime: "2027-03-03 10:30:00",
    content: "With a picture",
    imageUrls: "https://cdn.example.com/a.jpg,https://cdn.example.com/b.jpg",
  },
  {
    postAtSpecificTime: "2027-03-28 18:00:00",
    content: "After the clocks changed",
    link: "https://example.com/a",
  },
];

describe("exporting posts", () => {
  it.each(["basic", "advance"] as const)("round trips a %s sheet without a change", async (format) => {
    await clear();
    await importText(format === "basic" ? writeBasic(ROWS) : writeAdvance(ROWS));
    const before = await shapes();
    expect(before.length).toBe(ROWS.length * accountIds.length);
    const text = await exported({ format });
    const rows = await parse(text);
    expect(rows.map(({ accounts: _, ...fields }) => fields)).toEqual(ROWS);
    expect(new Set(rows.map((row) => row.accounts))).toEqual(new Set([accountIds.join(",")]));
    await clear();
    expect(await shapes()).toEqual([]);
    await importText(text);
    expect(await shapes()).toEqual(before);
    expect(await exported({ format })).toBe(text);
  });

  it("keeps the settings, tags and category of each network", async () => {
    await clear();
    const row: Fields = {
      postAtSpecificTime: "2027-03-05 09:00:00",
      content: "Settings of their own",
      tags: "one,two",
      category: "News",
      linkedinPdfTitle: "A title",
      linkedinPostAsPdf: "false",
      followUpComment: "And a comment",
    };
    await importText(writeAdvance([row]));
    const text = await exported({ format: "advance", withAccounts: "false" });
    expect(await parse(text)).toEqual([row]);
    expect(text.split("\n")[1]).toBe(writeAdvance([]).split("\n")[1]);
  });

  it("is refused to people without the grant, and downloads with a name for the others", async () => {
    const { db } = harness.runtime.database;
    const { companyId } = harness;
    const stranger = await createPerson(db, { companyId, role: "viewer", locations: [] });
    const viewer = await createPerson(db, { companyId, role: "viewer", locations: [locationId] });
    const url = `${harness.env.appUrl}/api/posts/export?locationId=${locationId}&format=basic`;
    const segment = { params: Promise.resolve({}) };
    expect((await GET(new Request(url, { headers: stranger.headers }), segment)).status).toBe(403);
    const answer = await GET(new Request(url, { headers: viewer.headers }), segment);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain("-basic.csv");
  });
});
