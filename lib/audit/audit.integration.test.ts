import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET as checkRoute } from "@/app/api/audit/check/route";
import { GET as exportRoute } from "@/app/api/audit/export/route";
import { GET } from "@/app/api/audit/route";
import { openAuthRuntime } from "@/lib/auth/testing/auth-runtime";
import { createCompany, createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { jobContext } from "@/lib/runtime";
import { checkLog } from "./check-log";
import { recordAudit } from "./record-audit";
import type { AuditPage, LogCheck } from "./schema";
import { verifyChain } from "./verify-chain";

describe("the audit", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let companyId: string;
  let admin: TestPerson;
  const db = () => runtime.database.db;

  beforeEach(async () => {
    runtime = await openAuthRuntime();
    ({ companyId } = await createCompany(db()));
    admin = await createPerson(db(), { companyId, role: "admin" });
  });
  afterEach(() => runtime.drop());

  const write = (count: number, action = "test.written", after: unknown = { text: 'a "quote"' }) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        db().transaction((tx) =>
          recordAudit(tx, jobContext(runtime, "test", companyId), {
            action,
            targetKind: "test",
            targetName: `Thing ${n}`,
            after,
          }),
        ),
      ),
    );
  const tamper = async (statement: string) => {
    await db().execute(sql`alter table audit_events disable trigger all`);
    await db().execute(sql.raw(statement));
    await db().execute(sql`alter table audit_events enable trigger all`);
  };
  const read = async (query: string) => {
    const request = new Request(`http://127.0.0.1:3000/api/audit?${query}`, { headers: admin.headers });
    const response = await GET(request, { params: Promise.resolve({}) });
    return { status: response.status, page: (await response.json()) as AuditPage };
  };

  const check = async () => {
    const request = new Request("http://127.0.0.1:3000/api/audit/check", { headers: admin.headers });
    const response = await checkRoute(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(200);
    return (await response.json()) as LogCheck;
  };
  /** As the page goes on, three events a time. */
  const inParts = async (between?: () => Promise<unknown>) => {
    const ctx = jobContext(runtime, "test", companyId);
    const faults: LogCheck["faults"] = [];
    let from = { after: 0, events: 0 };
    for (let parts = 1; ; parts++) {
      const part = await checkLog(ctx, from, { page: 3, ms: 0 });
      faults.push(...part.faults);
      if (part.next === null) return { ...part, faults, parts };
      from = { after: part.next, events: part.events };
      if (parts < 4) await between?.();
    }
  };

  it("is one unbroken chain however many write at once, and is whole", async () => {
    await write(20);
    expect(await verifyChain(db())).toEqual({ companies: 1, events: 20, faults: [] });
  });

  it("keeps what PostgreSQL cannot, and leaves secrets out", async () => {
    await write(1, "test.odd", {
      text: "a\u0000b\ud800c",
      when: new Date(0),
      accessToken: "abc",
      n: Number.NaN,
      deep: [{ password: "x" }],
    });
    const { page } = await read("action=test.odd");
    expect(page.events[0]?.after).toEqual({
      text: "ab\uFFFDc",
      when: "1970-01-01T00:00:00.000Z",
      accessToken: "(kept out)",
      n: null,
      deep: [{ password: "(kept out)" }],
    });
    expect((await verifyChain(db())).faults).toEqual([]);
  });

  it.each([
    ["an edit", "update audit_events set target_name = 'x' where seq = 3", "edited"],
    ["a removal", "delete from audit_events where seq = 3", "broken_link"],
    ["a removal of the first", "delete from audit_events where seq = 1", "broken_link"],
    ["events cut off at the end", "delete from audit_events where seq > 4", "cut_off"],
    ["all events removed", "delete from audit_events", "cut_off"],
    [
      "two events swapped",
      "update audit_events set seq = case seq when 2 then 103 when 3 then 102 end where seq in (2,3); update audit_events set seq = seq - 100 where seq > 100",
      "broken_link",
    ],
  ])("betrays %s", async (_, statement, fault) => {
    await write(6);
    await tamper(statement);
    const { faults } = await verifyChain(db());
    expect(faults.map((one) => one.fault)).toContain(fault);
    // The page's check finds the same, in parts too.
    const found = faults.map(({ seq, message }) => ({ seq, message }));
    expect((await check()).faults).toEqual(found);
    expect((await inParts()).faults).toEqual(found);
  });

  it("is checked part after part, each agency's own, while others write", async () => {
    const other = (await createCompany(db())).companyId;
    for (let n = 0; n < 4; n++) {
      await write(2);
      await db().transaction((tx) =>
        recordAudit(tx, jobContext(runtime, "test", other), { action: "test.other", targetKind: "test" }),
      );
    }
    await tamper(`update audit_events set target_name = 'x' where company_id = '${other}'`);
    const { parts, ...whole } = await inParts(() => write(1));
    expect(whole).toMatchObject({ faults: [], events: 8 + parts - 1, next: null });
    expect(parts).toBeGreaterThan(3);
    expect(await check()).toMatchObject({ faultCount: 0, events: 8 + parts - 1, total: 8 + parts - 1 });
  });

  it("without an event is whole", async () => {
    expect(await check()).toMatchObject({ faultCount: 0, events: 0, total: 0, next: null });
  });

  it("pages newest first by cursor, without a gap or a repeat while events are added", async () => {
    await write(7);
    const first = await read("limit=3");
    await write(2);
    const second = await read(`limit=3&cursor=${first.page.nextCursor}`);
    const third = await read(`limit=3&cursor=${second.page.nextCursor}`);
    const seen = [first, second, third].flatMap(({ page }) => page.events.map((event) => event.seq));
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(third.page.nextCursor).toBeNull();
  });

  it("filters by action and by days of the agency's clock, both included", async () => {
    await write(1, "test.early");
    await write(1, "test.late");
    await tamper("update audit_events set at = '2026-03-28T23:59:59Z' where action = 'test.early'");
    await tamper("update audit_events set at = '2026-03-29T22:59:59Z' where action = 'test.late'");
    const found = async (query: string) => (await read(query)).page.events.map((event) => event.action);
    expect(await found("action=test.early")).toEqual(["test.early"]);
    // London springs forward on 29 March: that day ends at 23:00 UTC.
    expect(await found("from=2026-03-29&to=2026-03-29")).toEqual(["test.late"]);
    expect(await found("to=2026-03-28")).toEqual(["test.early"]);
    expect((await read("from=29.3.2026")).status).toBe(400);
  });

  it("exports everything as CSV that no spreadsheet runs, and as JSON; each export is an event", async () => {
    await write(1, "test.formula", { text: "=1+1" });
    await db().transaction((tx) =>
      recordAudit(tx, jobContext(runtime, "test", companyId), {
        action: "test.formula",
        targetKind: "test",
        targetName: '=HYPERLINK("x")',
      }),
    );
    const get = async (format: string) => {
      const request = new Request(`http://127.0.0.1:3000/api/audit/export?format=${format}`, {
        headers: admin.headers,
      });
      const response = await exportRoute(request, { params: Promise.resolve({}) });
      // Response.text() would drop the byte order mark that spreadsheets need.
      return Buffer.from(await response.arrayBuffer()).toString("utf8");
    };
    const csv = await get("csv");
    expect(csv.startsWith("\uFEFFNumber,")).toBe(true);
    expect(csv).toContain('"\'=HYPERLINK(""x"")"');
    const json = JSON.parse(await get("json")) as { action: string }[];
    expect(json.map((event) => event.action)).toEqual(["audit.exported", "test.formula", "test.formula"]);
  });

  it("of one agency is closed to another", async () => {
    await write(3);
    const stranger = await createPerson(db(), {
      companyId: (await createCompany(db())).companyId,
      role: "admin",
    });
    const request = new Request("http://127.0.0.1:3000/api/audit", { headers: stranger.headers });
    const response = await GET(request, { params: Promise.resolve({}) });
    expect(((await response.json()) as AuditPage).events).toEqual([]);
  });
});
