import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as cancel from "@/app/api/locations/assignments/changes/[changeId]/cancel/route";
import * as retry from "@/app/api/locations/assignments/changes/[changeId]/retry/route";
import * as change from "@/app/api/locations/assignments/changes/[changeId]/route";
import * as changes from "@/app/api/locations/assignments/changes/route";
import { GET, POST } from "@/app/api/locations/assignments/route";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import type { RouteHandler } from "@/lib/http/define-route";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { platformShortLabel } from "@/lib/upstream/contract/words";
import { applyAssignment } from "./apply-assignment";
import { assignAccounts } from "./assign-accounts";
import type { AssignmentChangeView } from "./assignment-change-schema";
import { CHANGE_ASSIGNMENTS } from "./change-assignments";
import { exportAssignments } from "./export-assignments";
import { listAccounts } from "./list-accounts";
import { previewAssignments } from "./preview-assignments";

let harness: Harness;
let locationId: string;
let accounts: { id: string; name: string; platform: string }[];

const exported = async () => {
  const pieces: Uint8Array[] = [];
  for await (const piece of exportAssignments(harness.ctx)) pieces.push(piece);
  return new TextDecoder().decode(Buffer.concat(pieces));
};
const preview = (text: string) => previewAssignments(harness.ctx, new TextEncoder().encode(text));
const present = async () =>
  (await listAccounts(harness.ctx, { locationId })).accounts
    .filter((one) => one.assigned)
    .map(({ id }) => id);
const calls = async () => {
  const { byOperation } = (await (await fetch(`${harness.sandboxUrl}/__sandbox/calls`)).json()) as {
    byOperation: Record<string, number>;
  };
  return byOperation["set-accounts"] ?? 0;
};

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const found = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    if (found.accounts.length < 3) continue;
    locationId = id;
    accounts = found.accounts;
    break;
  }
});
afterAll(() => harness.close());

describe("assignments as CSV", () => {
  it("come back without a difference", async () => {
    const text = await exported();
    expect(text.split("\n")[0]).toBe("Location ID,Location,Platform,Account,Account ID,Assigned (yes/no)");
    const again = await preview(text);
    expect(again).toMatchObject({ plans: [], problems: [] });
    expect(again.unchanged).toBe(harness.locationIds.length);
  });

  it("show what changes, by id or by name and platform, and apply only that", async () => {
    const [first, second, third] = accounts;
    if (!first || !second || !third) throw new Error("too few accounts");
    await assignAccounts(harness.ctx, { locationId, accountIds: [first.id, third.id] });
    const text = [
      "locationId,platform,account,account id,assigned",
      `${locationId},,,${first.id},no`,
      `${locationId},${second.platform},"${second.name.toUpperCase()}",,YES`,
    ].join("\n");
    const { plans, problems } = await preview(text);
    expect(problems).toEqual([]);
    expect(plans).toMatchObject([{ locationId, added: [{ id: second.id }], removed: [{ id: first.id }] }]);
    const [plan] = plans;
    if (!plan) throw new Error("no plan");
    expect(new Set(plan.accountIds)).toEqual(new Set([second.id, third.id]));
    const before = await calls();
    // A double click: the second waits, finds it done, and sends nothing.
    await Promise.all([applyAssignment(harness.ctx, plan), applyAssignment(harness.ctx, plan)]);
    expect((await calls()) - before).toBe(1);
    expect(new Set(await present())).toEqual(new Set(plan.accountIds));
    expect((await preview(text)).plans).toEqual([]);
  });

  it("list without the column Assigned all that is assigned, in the words people use", async () => {
    const [first, second, third] = accounts;
    if (!first || !second || !third) throw new Error("too few accounts");
    const old = await present();
    await assignAccounts(harness.ctx, { locationId, accountIds: [first.id, third.id] });
    const label = platformShortLabel(second.platform).toLowerCase();
    const text = `location,platform,account\n${locationId},${label},"@${second.name.replace(/^@/, "")}"`;
    const { plans, problems } = await preview(text);
    expect(problems.map(({ message }) => message)).toEqual([]);
    expect(plans).toMatchObject([{ added: [{ id: second.id }], accountIds: [second.id] }]);
    expect(new Set(plans[0]?.removed.map(({ id }) => id))).toEqual(new Set([first.id, third.id]));
    // A line that is not understood may mean one of them: nothing is taken away.
    const careful = await preview(`${text}\n${locationId},${label},Somebody Unknown`);
    expect(careful.problems).toHaveLength(1);
    expect(careful.plans).toMatchObject([{ added: [{ id: second.id }], removed: [] }]);
    // A location alone in its line says nothing.
    expect((await preview(`location,platform,account\n${locationId},,`)).plans).toEqual([]);
    await assignAccounts(harness.ctx, { locationId, accountIds: old });
  });

  it("name by line what is not known, and leave only those lines out", async () => {
    const [first] = accounts;
    const { problems, plans } = await preview(
      [
        "Location,Platform,Account,Account ID,Assigned",
        "Nowhere Inc,,,x,yes",
        `${locationId},,,no_such_id,yes`,
        `${locationId},myspace,Somebody,,yes`,
        `${locationId},,Somebody Unknown,,yes`,
        `${locationId},,,${first?.id},perhaps`,
        `${locationId},,,${first?.id},yes`,
        `${locationId},,,${first?.id},no`,
      ].join("\n"),
    );
    expect(problems.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 8]);
    expect(problems.map(({ message }) => message).join("\n")).toMatch(
      /Nowhere Inc[\s\S]*no_such_id[\s\S]*myspace[\s\S]*Somebody Unknown[\s\S]*yes or no[\s\S]*opposite/,
    );
    expect(plans).toMatchObject([{ added: [{ id: first?.id }] }]);
  });

  it("keep the old assignment when the answer is lost, and can be applied again", async () => {
    const [first] = accounts;
    const old = await present();
    const { plans } = await preview(`locationId,account id,assigned\n${locationId},${first?.id},yes`);
    const [plan] = plans;
    if (!plan) throw new Error("no plan");
    await harness.fault({ operation: "set-accounts", kind: "reset-before", count: 1 });
    await expect(applyAssignment(harness.ctx, plan)).rejects.toMatchObject({
      code: "upstream_unknown_outcome",
    });
    expect(await present()).toEqual(old);
    await applyAssignment(harness.ctx, plan);
    expect(await present()).toContain(first?.id);
  });

  it("refuse a plan that was made for another assignment", async () => {
    const [first, second] = accounts;
    const { plans } = await preview(`locationId,account id,assigned\n${locationId},${first?.id},no`);
    const [plan] = plans;
    if (!plan) throw new Error("no plan");
    await assignAccounts(harness.ctx, { locationId, accountIds: [second?.id ?? ""] });
    await expect(applyAssignment(harness.ctx, plan)).rejects.toMatchObject({ code: "version_changed" });
  });

  it("are for admins, and refuse a file without the columns", async () => {
    await expect(preview("a,b\n1,2")).rejects.toMatchObject({ code: "unprocessable" });
    const { db } = harness.runtime.database;
    const segment = { params: Promise.resolve({}) };
    const url = `${harness.env.appUrl}/api/locations/assignments`;
    for (const [role, status] of [
      ["marketer", 403],
      ["admin", 200],
    ] as const) {
      const person = await createPerson(db, { companyId: harness.companyId, role, locations: [locationId] });
      expect((await GET(new Request(url, { headers: person.headers }), segment)).status).toBe(status);
      const headers = { ...Object.fromEntries(person.headers), origin: harness.env.appUrl };
      const body = "locationId,account id,assigned\n";
      expect((await POST(new Request(url, { method: "POST", headers, body }), segment)).status).toBe(status);
    }
  });
});

describe("a sheet that is applied", () => {
  type Reply = { status: number; body: AssignmentChangeView & { latest?: AssignmentChangeView } };
  let admin: TestPerson;

  const ask = async (handler: RouteHandler, changeId?: string, json?: unknown): Promise<Reply> => {
    const headers = { ...Object.fromEntries(admin.headers), origin: harness.env.appUrl };
    const request = new Request(`${harness.env.appUrl}/api/locations/assignments/changes`, {
      ...(json === undefined ? {} : { method: "POST", body: JSON.stringify(json) }),
      headers,
    });
    const reply = await handler(request, { params: Promise.resolve(changeId ? { changeId } : {}) });
    return { status: reply.status, body: await reply.json() };
  };
  const work = (changeId: string) =>
    harness.runJob(CHANGE_ASSIGNMENTS.name, { companyId: harness.companyId, changeId });

  beforeAll(async () => {
    admin = await createPerson(harness.ctx.db, { companyId: harness.companyId, role: "admin", name: "Ada" });
  });

  it("goes on by itself, and tells how each location fared", async () => {
    const [first, second] = accounts;
    await assignAccounts(harness.ctx, { locationId, accountIds: [second?.id ?? ""] });
    const elsewhere = harness.locationIds.find((id) => id !== locationId) ?? "";
    const { plans } = await preview(`locationId,account id,assigned\n${locationId},${first?.id},yes`);
    const [plan] = plans;
    if (!plan) throw new Error("no plan");
    const stale = { ...plan, locationId: elsewhere, locationName: "made up", expected: ["never"] };
    const started = await ask(changes.POST, undefined, { fileName: "sheet.csv", plans: [plan, stale] });
    expect(started).toMatchObject({
      status: 202,
      body: { status: "running", total: 2, counts: { waiting: 2 } },
    });
    expect(started.body.items.map((item) => item.plan.locationName)).not.toContain("made up");
    const { changeId } = started.body;
    const twice = await ask(changes.POST, undefined, { fileName: "sheet.csv", plans: [plan] });
    expect(twice.status).toBe(409);
    // The tab was closed: another one finds it.
    expect((await ask(changes.GET)).body.latest).toMatchObject({ changeId, fileName: "sheet.csv" });
    await work(changeId);
    const { body } = await ask(change.GET, changeId);
    expect(body).toMatchObject({ status: "partial", counts: { waiting: 0, failed: 1 } });
    const fared = new Map(body.items.map((item) => [item.plan.locationId, item]));
    expect(["assigned", "stored"]).toContain(fared.get(locationId)?.outcome);
    expect(fared.get(elsewhere)?.reason).toContain("changed since the sheet was compared");
    expect(await present()).toContain(first?.id);
    const before = await calls();
    await work(changeId);
    expect(await calls()).toBe(before);
  });

  it("is tried again where it failed, and stopped where it was not sent", async () => {
    const [first] = accounts;
    const { plans } = await preview(`locationId,account id,assigned\n${locationId},${first?.id},no`);
    const started = await ask(changes.POST, undefined, { fileName: "again.csv", plans });
    const { changeId } = started.body;
    expect((await ask(cancel.POST, changeId, {})).body).toMatchObject({ counts: { skipped: 1, waiting: 0 } });
    await work(changeId);
    expect((await ask(change.GET, changeId)).body.status).toBe("cancelled");
    expect(await present()).toContain(first?.id);

    const next = (await ask(changes.POST, undefined, { fileName: "again.csv", plans })).body.changeId;
    await harness.fault({ operation: "set-accounts", kind: "status", status: 500, count: 20 });
    await work(next);
    const failed = await ask(change.GET, next);
    expect(failed.body).toMatchObject({ status: "failed", counts: { failed: 1 } });
    await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
    expect((await ask(retry.POST, next, {})).body).toMatchObject({
      status: "running",
      counts: { waiting: 1 },
    });
    await work(next);
    expect((await ask(change.GET, next)).body.status).toBe("completed");
    expect(await present()).not.toContain(first?.id);
  });
});
