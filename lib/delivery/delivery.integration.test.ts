import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as GET_FILE } from "@/app/api/outbox/[messageId]/eml/route";
import { DELETE as DELETE_MESSAGE } from "@/app/api/outbox/[messageId]/route";
import { POST as SEND } from "@/app/api/outbox/[messageId]/send/route";
import { GET as OUTBOX } from "@/app/api/outbox/route";
import { GET as PDF } from "@/app/api/reports/pdf/route";
import { DELETE, PATCH } from "@/app/api/reports/schedules/[scheduleId]/route";
import { POST as TEST } from "@/app/api/reports/schedules/[scheduleId]/test/route";
import { GET, POST } from "@/app/api/reports/schedules/route";
import { POST as OPEN } from "@/app/api/reports/shared/route";
import { accounts } from "@/db/schema";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { mergeSettings } from "@/lib/company/repository";
import { createMailer } from "@/lib/mail/mailer";
import { type MailServer, startMailServer } from "@/lib/mail/testing/mail-server";
import { listShares } from "@/lib/reports/share-report";
import { upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { type Harness, startHarness } from "@/lib/testing/harness";
import type { OutboxMessage } from "./outbox/schema";
import { sendOutbox } from "./outbox/send-outbox";
import { runDueSchedules } from "./schedules/run-due-schedules";
import type { ScheduleView } from "./schedules/schema";
import { readPdf } from "./testing/read-pdf";

let harness: Harness;
let server: MailServer;
let admin: TestPerson;
let now = new Date("2026-04-13T06:00:00Z");
const HOME = "http://127.0.0.1:3000";
const never = new AbortController().signal;

type Handler = (request: Request, segment: { params: Promise<Record<string, string>> }) => Promise<Response>;

async function call<T>(
  handler: Handler,
  options: { as?: TestPerson; body?: unknown; params?: Record<string, string>; query?: string } = {},
): Promise<{ status: number; body: T }> {
  const headers = new Headers((options.as ?? admin).headers);
  const init =
    options.body === undefined
      ? { headers, method: "GET" }
      : { headers, method: "POST", body: JSON.stringify(options.body) };
  if (options.body !== undefined) headers.set("content-type", "application/json");
  const answer = await handler(new Request(`${HOME}/api/x?${options.query ?? ""}`, init), {
    params: Promise.resolve(options.params ?? {}),
  });
  const isJson = answer.headers.get("content-type")?.includes("json");
  const body = isJson ? await answer.json() : Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, body: body as T };
}

const weekly = {
  name: "Weekly report – März",
  recipients: ["Client@example.com", "client@example.com", "boss@example.com"],
  timezone: "Europe/London",
  frequency: "weekly",
  weekday: 1,
  monthDay: null,
  hour: 9,
  delivery: "pdf",
};
const create = async (change: Record<string, unknown> = {}, as = admin) => {
  const locationId = harness.locationIds[0] ?? "";
  const input = { ...weekly, search: `?locationId=${locationId}&period=7d`, ...change };
  return call<ScheduleView>(POST, { body: input, as });
};
const outbox = async () => (await call<{ messages: OutboxMessage[] }>(OUTBOX)).body.messages;
const due = () => runDueSchedules(harness.ctx, never);
const send = (by = createMailer({ url: server.url, from: "Northwind <reports@northwind.example>" })) =>
  sendOutbox(harness.ctx, never, by);

beforeAll(async () => {
  server = await startMailServer();
  harness = await startHarness({ clock: { now: () => now } });
  const { db } = harness.ctx;
  admin = await createPerson(db, { companyId: harness.companyId, role: "admin" });
  const [locationId = ""] = harness.locationIds;
  await db.insert(accounts).values({
    id: "d_1",
    companyId: harness.companyId,
    locationId,
    name: "Café Łódź",
    platform: "facebook",
  });
  await db.transaction((tx) =>
    upsertSnapshots(
      tx,
      { companyId: harness.companyId, locationId, captureId: null, capturedAt: now },
      Array.from({ length: 30 }, (_, index) => ({
        accountId: "d_1",
        day: new Date(Date.UTC(2026, 2, 20 + index)).toISOString().slice(0, 10),
        platform: "facebook",
        source: "statistics" as const,
        completeness: "partial" as const,
        reach: 1_000,
        impressions: 2_000,
        likes: 10,
        comments: null,
        shares: null,
        followers: 500,
        posts: 1,
      })),
    ),
  );
});
afterAll(async () => {
  await server.close();
  await harness.close();
});

describe("a scheduled report", () => {
  it("goes out once an occasion, also with two workers, and a missed one is made up for once", async () => {
    const made = await create();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      recipients: ["client@example.com", "boss@example.com"],
      nextRunAt: "2026-04-13T08:00:00.000Z",
    });
    expect(await due()).toBe(0);
    now = new Date("2026-04-13T08:00:30Z");
    const counts = await Promise.all([due(), due(), due()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    const messages = await outbox();
    expect(messages.map(({ recipient, status }) => [recipient, status]).sort()).toEqual([
      ["boss@example.com", "held"],
      ["client@example.com", "held"],
    ]);
    expect(messages[0]?.subject).toBe("Weekly report – März: 6 – 12 Apr 2026".replace("6 –", "6 Apr –"));

    // Nothing ran for more than three weeks.
    now = new Date("2026-05-07T12:00:00Z");
    expect(await due()).toBe(1);
    expect(await outbox()).toHaveLength(4);
    const { body } = await call<{ schedules: ScheduleView[] }>(GET);
    expect(body.schedules[0]).toMatchObject({ nextRunAt: "2026-05-11T08:00:00.000Z", lastError: null });
  });

  it("carries the PDF of the report, with figures, in a message any program opens", async () => {
    const message = (await outbox()).at(-1);
    const file = await call<Buffer>(GET_FILE, { params: { messageId: message?.messageId ?? "" } });
    const eml = file.body.toString("latin1");
    expect(eml).toMatch(/^To: (client|boss)@example\.com$/m);
    expect(eml).toContain("Reach: 7,000");
    const part = /Content-Type: application\/pdf;[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(eml)?.[1] ?? "";
    const pdf = readPdf(Buffer.from(part, "base64"));
    expect(pdf.text.join("\n")).toContain("7,000");
    expect(pdf.text.join("\n")).toContain("Café Łódź");
  });

  it("can be sent as a link, which opens, under a stripe that is seen in any colour", async () => {
    await mergeSettings(harness.runtime.database.db, harness.companyId, { brandColor: "#ffff00" });
    now = new Date("2026-04-13T06:00:00Z");
    const { body } = await create({ delivery: "link", recipients: ["link@example.com"], name: "By link" });
    now = new Date("2026-04-13T08:01:00Z");
    await due();
    const message = (await outbox()).find(({ recipient }) => recipient === "link@example.com");
    const file = await call<Buffer>(GET_FILE, { params: { messageId: message?.messageId ?? "" } });
    const plain = file.body.toString("latin1").replace(/=\r\n/g, "");
    expect(plain).toMatch(/background:#ffff00;border-bottom:1px solid #[0-9a-f]{4}00"/);
    const token = /\/r\/([A-Za-z0-9_-]{43})/.exec(plain)?.[1];
    const opened = await call<{ status: string; label: string; agency: string }>(OPEN, {
      body: { token, password: null },
    });
    expect(opened.body).toMatchObject({ status: "open", label: "By link", agency: "Northwind Agency" });
    const { shares } = await listShares(harness.ctx);
    expect(shares.find(({ label }) => label === "By link")?.createdBy).toMatch(/^the schedule of \w/);
    expect((await call(DELETE, { params: { scheduleId: body.scheduleId } })).status).toBe(200);
  });

  it("says why it could not be made and waits for the next occasion", async () => {
    now = new Date("2026-04-13T06:00:00Z");
    const { body } = await create({
      search: `?locationId=${harness.locationIds[0]}&accountId=d_1`,
      recipients: ["gone@example.com"],
      name: "Gone",
    });
    const { eq } = await import("drizzle-orm");
    await harness.ctx.db.delete(accounts).where(eq(accounts.id, "d_1"));
    now = new Date("2026-04-13T08:01:00Z");
    await due();
    const { body: list } = await call<{ schedules: ScheduleView[] }>(GET);
    const row = list.schedules.find(({ scheduleId }) => scheduleId === body.scheduleId);
    expect(row?.lastError).toContain("There is no account d_1");
    expect(row?.nextRunAt).toBe("2026-04-20T08:00:00.000Z");
    expect((await outbox()).some(({ recipient }) => recipient === "gone@example.com")).toBe(false);
    await call(DELETE, { params: { scheduleId: body.scheduleId } });
  });

  it("is paused, resumed and rewritten; what was missed meanwhile is not sent", async () => {
    now = new Date("2026-06-01T06:00:00Z");
    const { body } = await create({ recipients: ["pause@example.com"] });
    const params = { scheduleId: body.scheduleId };
    await call(PATCH, { params, body: { paused: true } });
    now = new Date("2026-06-09T06:00:00Z");
    await due();
    expect((await outbox()).some(({ recipient }) => recipient === "pause@example.com")).toBe(false);
    const resumed = await call<ScheduleView>(PATCH, { params, body: { paused: false } });
    expect(resumed.body.nextRunAt).toBe("2026-06-15T08:00:00.000Z");
    const changed = await call<ScheduleView>(PATCH, {
      params,
      body: { sending: { ...weekly, frequency: "monthly", weekday: null, monthDay: 28, hour: 7 } },
    });
    expect(changed.body.nextRunAt).toBe("2026-06-28T06:00:00.000Z");
    const wrong = await call<{ error: { message: string } }>(PATCH, {
      params,
      body: { sending: { ...weekly, frequency: "monthly", weekday: 1, monthDay: null } },
    });
    expect(wrong.status).toBe(400);
  });

  it("is made and seen by marketers within their locations only; the outbox is an admin's", async () => {
    const { db } = harness.ctx;
    const [own = "", other = ""] = harness.locationIds;
    const marketer = await createPerson(db, {
      companyId: harness.companyId,
      role: "marketer",
      locations: [other],
    });
    const viewer = await createPerson(db, { companyId: harness.companyId, role: "viewer" });
    expect((await create({}, marketer)).status).toBe(403);
    expect((await create({ search: `?locationId=${other}` }, viewer)).status).toBe(403);
    const mine = await create({ search: "", name: "Mine" }, marketer);
    expect(mine.body.locations).toBe(1);
    const listed = await call<{ schedules: ScheduleView[] }>(GET, { as: marketer });
    expect(listed.body.schedules.map(({ name }) => name)).toEqual(["Mine"]);
    const foreign = (await create({ search: `?locationId=${own}` })).body.scheduleId;
    for (const handler of [DELETE, TEST, PATCH]) {
      const body = handler === PATCH ? { paused: true } : undefined;
      const refused = await call(handler, { as: marketer, params: { scheduleId: foreign }, body });
      expect(refused.status).toBe(403);
    }
    expect((await call(OUTBOX, { as: marketer })).status).toBe(403);
    const tested = await call<{ recipient: string }>(TEST, {
      as: marketer,
      params: { scheduleId: mine.body.scheduleId },
      body: {},
    });
    expect(tested.body.recipient).toBe(marketer.email);
  });
});

describe("the outbox", () => {
  it("sends held messages only when a mail server is set", async () => {
    const [message] = await outbox();
    const refused = await call<{ error: { message: string } }>(SEND, {
      params: { messageId: message?.messageId ?? "" },
      body: {},
    });
    expect(refused.status).toBe(422);
    expect(refused.body.error.message).toContain("No mail server is set");
    expect(await send(createMailer({ url: null, from: "x@y.example" }))).toBe(0);
  });

  it("sends each message once, tries again what the server puts off, and never repeats an unknown outcome", async () => {
    const { sql } = await import("drizzle-orm");
    const { db } = harness.ctx;
    await db.execute(sql`delete from outbox_messages`);
    const { body } = await create({
      recipients: ["a@x.example", "b@x.example", "c@x.example", "d@x.example"],
    });
    now = new Date(new Date(body.nextRunAt).getTime() + 1_000);
    await due();
    await db.execute(sql`delete from outbox_messages where recipient not like '%@x.example'`);
    await db.execute(sql`update outbox_messages set status = 'queued'`);
    server.next("defer", "refuse-recipient", "drop", "accept");
    await send();
    const byStatus = async () =>
      (await outbox())
        .map(({ status, unknown, attempts }) => `${status}${unknown ? " unknown" : ""} ${attempts}`)
        .sort();
    expect(await byStatus()).toEqual(["failed 1", "failed unknown 1", "queued 1", "sent 1"]);
    // Not before its time.
    expect(await send()).toBe(0);
    now = new Date(now.getTime() + 61_000);
    expect(await send()).toBe(1);
    expect(await byStatus()).toEqual(["failed 1", "failed unknown 1", "sent 1", "sent 2"]);
    expect(server.deliveries).toHaveLength(2);
    expect(await send()).toBe(0);
    const unknown = (await outbox()).find((message) => message.unknown);
    expect(unknown?.lastError).toContain("It may have gone");
  });

  it("gives up after six tries, and says so of a message whose sender died", async () => {
    const { sql } = await import("drizzle-orm");
    const { db } = harness.ctx;
    await db.execute(
      sql`update outbox_messages set status = 'queued', attempts = 0, facts = '{}' where recipient = 'a@x.example'`,
    );
    for (let attempt = 0; attempt < 8; attempt++) {
      server.next("hang-up");
      await send();
      now = new Date(now.getTime() + 3_600_000);
    }
    const tried = (await outbox()).find(({ recipient }) => recipient === "a@x.example");
    expect(tried).toMatchObject({ status: "failed", attempts: 6, unknown: false });
    await db.execute(
      sql`update outbox_messages set status = 'sending', facts = jsonb_build_object('sendingSince', ${now.toISOString()}::text) where recipient = 'b@x.example'`,
    );
    await send();
    const under = (await outbox()).find(({ recipient }) => recipient === "b@x.example");
    expect(under?.status).toBe("sending");
    const params = { messageId: under?.messageId ?? "" };
    expect((await call(DELETE_MESSAGE, { params })).status).toBe(409);
    now = new Date(now.getTime() + 16 * 60_000);
    await send();
    expect((await outbox()).find(({ recipient }) => recipient === "b@x.example")).toMatchObject({
      status: "failed",
      unknown: true,
    });
    expect((await call(DELETE_MESSAGE, { params })).status).toBe(200);
    expect((await call(DELETE_MESSAGE, { params })).status).toBe(404);
  });
});

describe("the PDF of a report", () => {
  it("has the figures of its page, and refuses as the page does", async () => {
    const query = `locationId=${harness.locationIds[0]}&from=2026-03-20&to=2026-04-08`;
    const pdf = await call<Buffer>(PDF, { query });
    expect(readPdf(pdf.body).text.join("\n")).toContain("20,000");
    expect((await call(PDF, { query: "from=2026-04-02&to=2026-04-01" })).status).toBe(400);
    const empty = await call<Buffer>(PDF, {
      query: `locationId=${harness.locationIds[1]}&from=2020-01-01&to=2020-02-01`,
    });
    expect(readPdf(empty.body).text[0]).toContain("No figures were captured");
  });
});
