import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET, POST } from "@/app/api/locations/assignments/route";
import { createPerson } from "@/lib/auth/testing/people";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { applyAssignment } from "./apply-assignment";
import { assignAccounts } from "./assign-accounts";
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
