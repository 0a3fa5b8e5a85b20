import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as decisionRoute from "@/app/api/imports/[batchId]/approval/decision/route";
import * as approvalRoute from "@/app/api/imports/[batchId]/approval/route";
import * as checkRoute from "@/app/api/imports/[batchId]/check/route";
import * as draftRoute from "@/app/api/imports/[batchId]/draft/route";
import * as fileRoute from "@/app/api/imports/[batchId]/file/route";
import * as partRoute from "@/app/api/imports/[batchId]/parts/[part]/route";
import * as batchRoute from "@/app/api/imports/[batchId]/route";
import * as rowsRoute from "@/app/api/imports/[batchId]/rows/route";
import * as scheduleRoute from "@/app/api/imports/[batchId]/schedule/route";
import * as draftsRoute from "@/app/api/imports/drafts/route";
import * as quietRoute from "@/app/api/imports/quiet-hours/route";
import * as importsRoute from "@/app/api/imports/route";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { readMessage, readMessages } from "@/lib/delivery/outbox/repository";
import type { RouteHandler } from "@/lib/http/define-route";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { CHECK } from "./check-import";
import type { DraftView } from "./draft-schema";
import type { BatchSummary, BatchView, RowView } from "./schema";

type Place = { id: string; accountIds: string[] };
let harness: Harness;
const places: Place[] = [];
const people: Record<"asker" | "narrow" | "boss", TestPerson> = Object.create(null);

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const easy = accounts.filter(({ platform, isExpired }) => platform === "facebook" && !isExpired);
    if (easy[0]) places.push({ id, accountIds: [easy[0].id] });
    if (places.length === 2) break;
  }
  const { companyId } = harness;
  const { db } = harness.ctx;
  people.asker = await createPerson(db, { companyId, role: "marketer", name: "Ann" });
  people.narrow = await createPerson(db, {
    companyId,
    role: "marketer",
    name: "Ben",
    locations: [away().id],
  });
  people.boss = await createPerson(db, { companyId, role: "admin", name: "Cleo" });
});
afterAll(() => harness.close());

const home = (): Place => places[0] ?? { id: "", accountIds: [] };
const away = (): Place => places[1] ?? { id: "", accountIds: [] };

/** One request of a person's browser to a real route; answers status and body. */
async function ask<T = Record<string, unknown>>(
  person: TestPerson,
  handler: RouteHandler,
  params: Record<string, string>,
  init: { method?: string; json?: unknown; bytes?: Uint8Array<ArrayBuffer>; search?: string } = {},
): Promise<{ status: number; body: T; text: string }> {
  const headers = new Headers(person.headers);
  headers.set("origin", harness.env.appUrl);
  if (init.json !== undefined) headers.set("content-type", "application/json");
  const body = init.bytes ?? (init.json === undefined ? null : JSON.stringify(init.json));
  const reply = await handler(
    new Request(`${harness.env.appUrl}/api/imports${init.search ?? ""}`, {
      method: init.method ?? "GET",
      headers,
      body,
    }),
    { params: Promise.resolve(params) },
  );
  const text = await reply.text();
  const isJson = reply.headers.get("content-type")?.includes("json");
  return { status: reply.status, body: (isJson ? JSON.parse(text) : null) as T, text };
}

async function upload(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const opened = await ask<{ batchId: string }>(
    people.asker,
    importsRoute.POST,
    {},
    {
      method: "POST",
      json: { locationId: home().id, fileName: "posts.csv", fileSize: bytes.length },
    },
  );
  const { batchId } = opened.body;
  const part = await ask(people.asker, partRoute.PUT, { batchId, part: "0" }, { method: "PUT", bytes });
  expect(part.status).toBe(200);
  return batchId;
}

const readingOf = (edits: unknown[]) => ({
  edits,
  accountIds: home().accountIds,
  targets: [{ locationId: away().id, accountIds: away().accountIds }],
  quietHours: { from: "22:00", to: "07:00" },
});

async function check(batchId: string, edits: unknown[], person = people.asker) {
  const asked = await ask<{ version: number; revision: number }>(
    person,
    checkRoute.POST,
    { batchId },
    {
      method: "POST",
      json: readingOf(edits),
    },
  );
  expect(asked.status).toBe(202);
  await harness.runJob(CHECK.name, { companyId: harness.companyId, batchId });
  return asked.body;
}

const look = async (person: TestPerson, batchId: string) =>
  (await ask<BatchView>(person, batchRoute.GET, { batchId })).body;
const request = (batchId: string, json: object, person = people.asker) =>
  ask(person, approvalRoute.POST, { batchId }, { method: "POST", json });
const decide = (person: TestPerson, batchId: string, json: object) =>
  ask<{ message?: string }>(person, decisionRoute.POST, { batchId }, { method: "POST", json });
const schedule = (batchId: string, version: number) =>
  ask<{ csvs: number; error?: { message: string } }>(
    people.asker,
    scheduleRoute.POST,
    { batchId },
    {
      method: "POST",
      json: { version, group: true },
    },
  );
const mailsTo = async (person: TestPerson) => {
  const { db } = harness.ctx;
  const mine = (await readMessages(db, harness.companyId)).filter(
    ({ recipient }) => recipient === person.email,
  );
  const full = await Promise.all(mine.map(({ id }) => readMessage(db, harness.companyId, id)));
  return full.flatMap((one) =>
    one ? [{ subject: one.subject, status: one.status, text: one.eml.toString() }] : [],
  );
};

const sheet = (word: string) =>
  [
    "date,caption,location",
    `2027-05-01 10:00,${word} here,`,
    `2027-05-01 11:00,${word} there,${away().id}`,
    `2027-05-01 12:00,${word} there too,${away().id}`,
  ].join("\n");

describe("approval through the routes", () => {
  it("is asked, mailed, given and scheduled", async () => {
    const batchId = await upload(sheet("first"));
    const { version } = await check(batchId, []);
    expect(
      (await request(batchId, { version, group: true, approverId: people.boss.userId, note: "Look at May" }))
        .status,
    ).toBe(200);
    const [mail, ...more] = await mailsTo(people.boss);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: "Please approve posts.csv", status: "held" });
    expect(mail?.text).toContain(`/imports/${batchId}`);
    expect(mail?.text).toContain("> Look at May");
    expect((await schedule(batchId, version)).status).toBe(409);
    expect((await decide(people.asker, batchId, { version, group: true, decision: "approved" })).status).toBe(
      403,
    );
    expect((await decide(people.boss, batchId, { version, group: true, decision: "approved" })).status).toBe(
      200,
    );
    expect((await mailsTo(people.asker)).map(({ subject }) => subject)).toEqual(["Approved: posts.csv"]);
    expect((await schedule(batchId, version)).body).toMatchObject({ csvs: 2 });
  });

  it("sent back goes on from the repairs that were kept, and is asked again", async () => {
    const batchId = await upload(sheet("second"));
    const edit = { row: 2, field: "content", value: "second, repaired" };
    const first = await check(batchId, [edit]);
    await request(batchId, { version: first.version, group: true, approverId: null, note: null });
    const said = { version: first.version, group: true, decision: "sent_back", note: "Wrong month" };
    expect((await decide(people.boss, batchId, said)).status).toBe(200);
    const back = (await mailsTo(people.asker)).find(({ subject }) => subject.startsWith("Sent back"));
    expect(back?.text).toContain("> Wrong month");
    expect(
      (
        await ask(
          people.asker,
          approvalRoute.DELETE,
          { batchId },
          { method: "DELETE", json: { version: first.version, group: true } },
        )
      ).status,
    ).toBe(409);

    const history = await ask<{ imports: BatchSummary[] }>(people.asker, importsRoute.GET, {});
    expect(history.body.imports.find((one) => one.batchId === batchId)?.standing).toBe("sent_back");

    const draft = (await ask<DraftView>(people.asker, draftRoute.GET, { batchId })).body;
    expect(draft).toMatchObject({
      batchId,
      receiving: false,
      kept: { revision: first.revision, savedBy: "Ann", reading: { ...readingOf([edit]) } },
    });
    expect((await ask(people.asker, fileRoute.GET, { batchId })).text).toBe(sheet("second"));
    // The other location's page leads to the same file.
    const sibling = (await look(people.asker, batchId)).siblings[0]?.batchId ?? "";
    expect((await ask<DraftView>(people.asker, draftRoute.GET, { batchId: sibling })).body.batchId).toBe(
      batchId,
    );

    const both = [edit, { row: 3, field: "content", value: "second, there, repaired" }];
    const save = (revision: number, edits: unknown[]) =>
      ask<{ revision: number; error?: { message: string } }>(
        people.asker,
        draftRoute.PUT,
        { batchId },
        {
          method: "PUT",
          json: { revision, reading: readingOf(edits) },
        },
      );
    expect((await save(first.revision, both)).body).toEqual({ revision: first.revision + 1 });
    const stale = await save(first.revision, []);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("Ann changed this file in another tab");

    // Keeping repairs changes nothing of what was shown: only a check does.
    expect((await look(people.boss, batchId)).version).toBe(first.version);
    const second = await check(batchId, both);
    expect((await look(people.boss, batchId)).approval).toMatchObject({ current: false });
    expect((await request(batchId, { version: second.version, group: true, approverId: null })).status).toBe(
      200,
    );
    const rows = await ask<{ rows: RowView[] }>(people.boss, rowsRoute.GET, { batchId });
    expect(rows.body.rows[0]?.fields.content).toBe("second, repaired");
    expect(
      (await decide(people.boss, batchId, { version: second.version, group: true, decision: "approved" }))
        .status,
    ).toBe(200);
    expect((await schedule(batchId, second.version)).body).toMatchObject({ csvs: 2 });
    expect((await ask(people.asker, draftRoute.GET, { batchId })).status).toBe(409);
  });

  it("of a file for several locations lets a restricted person see and approve only theirs", async () => {
    const batchId = await upload(sheet("third"));
    const { version } = await check(batchId, []);
    const sibling = (await look(people.asker, batchId)).siblings[0]?.batchId ?? "";
    await request(batchId, { version, group: true, approverId: people.narrow.userId, note: null });
    const [mail] = await mailsTo(people.narrow);
    expect(mail?.text).toContain(`/imports/${sibling}`);
    expect(mail?.text).toContain("2 posts");
    expect((await ask(people.narrow, batchRoute.GET, { batchId })).status).toBe(403);
    expect(await look(people.narrow, sibling)).toMatchObject({
      siblings: [],
      hiddenLocations: 1,
      approval: { mayDecide: true, approverName: "Ben" },
    });
    expect(
      (await decide(people.narrow, sibling, { version, group: true, decision: "approved" })).status,
    ).toBe(200);
    expect(await look(people.asker, batchId)).toMatchObject({
      hiddenLocations: 0,
      approval: { status: "asked", approverName: null },
      siblings: [{ batchId: sibling, approval: { status: "approved" } }],
    });
    expect((await schedule(batchId, version)).status).toBe(409);
    expect((await decide(people.boss, batchId, { version, group: true, decision: "approved" })).status).toBe(
      200,
    );
    expect((await schedule(batchId, version)).body).toMatchObject({ csvs: 2 });
  });
});

describe("a file that is being repaired", () => {
  it("is listed for its person until it is checked, and can be forgotten", async () => {
    const batchId = await upload(sheet("fourth"));
    const list = async (person = people.asker) =>
      (await ask<{ drafts: { batchId: string }[] }>(person, draftsRoute.GET, {})).body.drafts.filter(
        (one) => one.batchId === batchId,
      );
    expect(await list()).toMatchObject([{ whole: true, changes: null }]);
    const edits = [{ row: 2, field: "content", value: "x" }];
    const saved = await ask(
      people.asker,
      draftRoute.PUT,
      { batchId },
      {
        method: "PUT",
        json: { revision: 0, reading: readingOf(edits) },
      },
    );
    expect(saved.body).toEqual({ revision: 1 });
    expect(await list()).toMatchObject([{ whole: true, changes: 1, fileName: "posts.csv" }]);
    expect(await list(people.boss)).toEqual([]);
    expect((await ask(people.narrow, draftRoute.GET, { batchId })).status).toBe(403);
    expect((await ask(people.asker, draftRoute.DELETE, { batchId }, { method: "DELETE" })).status).toBe(200);
    expect(await list()).toEqual([]);
    expect((await ask(people.asker, batchRoute.GET, { batchId })).status).toBe(404);
  });

  it("cannot be forgotten once it was checked", async () => {
    const batchId = await upload(sheet("fifth"));
    await check(batchId, []);
    expect((await ask(people.asker, draftRoute.DELETE, { batchId }, { method: "DELETE" })).status).toBe(409);
    expect((await look(people.asker, batchId)).status).toBe("ready");
  });
});

describe("quiet hours", () => {
  type Reply = { quietHours: { from: string; to: string } | null; from: string };
  const night = { from: "21:00", to: "06:30" };
  const recall = async (locationId: string) =>
    (await ask<Reply>(people.asker, quietRoute.GET, {}, { search: `?locationId=${locationId}` })).body;
  const remember = (person: TestPerson, json: object) =>
    ask<Reply>(person, quietRoute.PUT, {}, { method: "PUT", json });

  it("are remembered for a location, else the company's count", async () => {
    expect(await recall(home().id)).toEqual({ quietHours: null, from: "nobody" });
    const everywhere = { locationId: home().id, quietHours: night, scope: "company" };
    expect((await remember(people.asker, everywhere)).status).toBe(403);
    expect((await remember(people.boss, everywhere)).body).toEqual({ quietHours: night, from: "company" });
    expect(await recall(away().id)).toEqual({ quietHours: night, from: "company" });
    // None at all is a choice of its own.
    await remember(people.asker, { locationId: away().id, quietHours: null, scope: "location" });
    expect(await recall(away().id)).toEqual({ quietHours: null, from: "location" });
    expect(await recall(home().id)).toEqual({ quietHours: night, from: "company" });
    const refused = await remember(people.narrow, {
      locationId: home().id,
      quietHours: night,
      scope: "location",
    });
    expect(refused.status).toBe(403);
  });
});
