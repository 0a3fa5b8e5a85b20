import { afterAll, beforeAll, expect, it } from "vitest";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import type { Context } from "@/lib/context";
import { writeBasic } from "@/lib/csv";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { askApproval, decideApproval, listApprovers, withdrawApproval } from "./approve-import";
import { recallColumns, rememberColumns } from "./column-mappings";
import { getImport } from "./get-import";
import { createImport, receivePart } from "./receive-file";
import { scheduleImport } from "./schedule-import";
import { checkImport } from "./testing/check-import";

let harness: Harness;
let locationId = "";
let accountIds: string[] = [];
const people: Record<"asker" | "approver" | "other" | "viewer" | "stranger", TestPerson> =
  Object.create(null);

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const easy = accounts.filter(({ platform, isExpired }) => platform === "facebook" && !isExpired);
    if (easy.length === 0) continue;
    locationId = id;
    accountIds = [easy[0]?.id ?? ""];
    break;
  }
  const db = harness.ctx.db;
  const { companyId } = harness;
  people.asker = await createPerson(db, { companyId, role: "marketer", name: "Ann" });
  people.approver = await createPerson(db, {
    companyId,
    role: "marketer",
    name: "Ben",
    locations: [locationId],
  });
  people.other = await createPerson(db, { companyId, role: "admin", name: "Cleo" });
  people.viewer = await createPerson(db, { companyId, role: "viewer", name: "Vic" });
  people.stranger = await createPerson(db, { companyId, role: "marketer", name: "Sam", locations: [] });
});
afterAll(() => harness.close());

const as = (person: TestPerson): Context => ({
  ...harness.ctx,
  actor: { kind: "person", ...person, steppedUpAt: null },
  locations: "all",
});

async function ready(): Promise<{ batchId: string; version: number }> {
  const bytes = new TextEncoder().encode(
    writeBasic([{ postAtSpecificTime: "2027-03-01 10:00:00", content: `Post ${crypto.randomUUID()}` }]),
  );
  const ctx = as(people.asker);
  const { batchId } = await createImport(ctx, { locationId, fileName: "posts.csv", fileSize: bytes.length });
  await receivePart(ctx, { batchId, part: 0, bytes });
  const { version } = await checkImport(ctx, { batchId, accountIds });
  return { batchId, version };
}

it("needs no approval unless one was asked, and then exactly of this version, by somebody else", async () => {
  const one = await ready();
  const ask = { ...one, approverId: people.approver.userId, note: "Please look at May." };
  await askApproval(as(people.asker), ask);
  await expect(scheduleImport(as(people.asker), one)).rejects.toThrow("waits for an approval");
  const decision = { ...one, decision: "approved" as const, note: null };
  await expect(decideApproval(as(people.asker), decision)).rejects.toMatchObject({ code: "role_refused" });
  await expect(decideApproval(as(people.other), decision)).rejects.toThrow("Another person was asked");
  expect((await getImport(as(people.asker), one.batchId)).approval).toMatchObject({
    mine: true,
    mayDecide: false,
  });
  expect((await getImport(as(people.approver), one.batchId)).approval).toMatchObject({
    mine: false,
    mayDecide: true,
    approverName: "Ben",
    askedNote: "Please look at May.",
  });
  await decideApproval(as(people.approver), decision);
  await expect(decideApproval(as(people.approver), decision)).rejects.toMatchObject({ code: "conflict" });

  const { version } = await checkImport(as(people.asker), { batchId: one.batchId, accountIds });
  await expect(scheduleImport(as(people.asker), { ...one, version })).rejects.toThrow(
    "changed since they were approved",
  );
  await askApproval(as(people.asker), { ...one, version, approverId: null, note: null });
  await decideApproval(as(people.other), { ...decision, version });
  expect(await scheduleImport(as(people.asker), { ...one, version })).toMatchObject({ csvs: 1 });
});

it("is sent back with a note, asked again or taken back", async () => {
  const one = await ready();
  await askApproval(as(people.asker), { ...one, approverId: null, note: null });
  const back = { ...one, decision: "sent_back" as const };
  await expect(decideApproval(as(people.other), { ...back, note: " " })).rejects.toThrow(
    "Say what should change",
  );
  await decideApproval(as(people.other), { ...back, note: "Wrong picture in row 2." });
  await expect(scheduleImport(as(people.asker), one)).rejects.toThrow("Cleo sent this import back");
  expect((await getImport(harness.ctx, one.batchId)).events[0]?.message).toContain("Wrong picture");
  await expect(withdrawApproval(as(people.other), one)).rejects.toMatchObject({ code: "role_refused" });
  await expect(withdrawApproval(as(people.asker), one)).rejects.toThrow("Change it and ask again");
  const again = await checkImport(as(people.asker), { batchId: one.batchId, accountIds });
  await askApproval(as(people.asker), { ...again, batchId: one.batchId, approverId: null, note: null });
  await withdrawApproval(as(people.asker), { ...again, batchId: one.batchId });
  expect(await scheduleImport(as(people.asker), { ...again, batchId: one.batchId })).toMatchObject({
    csvs: 1,
  });
});

it("asks only people with the role and the location, never oneself", async () => {
  const one = await ready();
  const names = (await listApprovers(as(people.asker), locationId)).map(({ name }) => name);
  expect(names).toEqual(["Ben", "Cleo"]);
  for (const person of [people.asker, people.viewer, people.stranger])
    await expect(
      askApproval(as(people.asker), { ...one, approverId: person.userId, note: null }),
    ).rejects.toMatchObject({ code: "invalid_input" });
});

it("remembers columns per location and header", async () => {
  const header = "own:Was|Wann";
  expect(await recallColumns(harness.ctx, { locationId, header })).toBeNull();
  await rememberColumns(harness.ctx, { locationId, header, columns: ["content", null] });
  await rememberColumns(harness.ctx, { locationId, header, columns: ["content", "postAtSpecificTime"] });
  expect(await recallColumns(harness.ctx, { locationId, header })).toEqual(["content", "postAtSpecificTime"]);
  expect(await recallColumns(harness.ctx, { locationId, header: "own:Was" })).toBeNull();
});
