import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET, PUT } from "@/app/api/locations/[locationId]/accounts/route";
import { accountAssignments, auditEvents } from "@/db/schema";
import { createPerson } from "@/lib/auth/testing/people";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { assignAccounts } from "./assign-accounts";
import { listAccounts } from "./list-accounts";

describe("assigning accounts", () => {
  let harness: Harness;
  let locationId: string;
  beforeAll(async () => {
    harness = await startHarness();
    for (const id of harness.locationIds) {
      const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({
        accounts: [],
      }));
      if (accounts.length < 3) continue;
      locationId = id;
      break;
    }
  });
  afterAll(() => harness.close());

  const idsOf = async () =>
    (await listAccounts(harness.ctx, { locationId })).accounts.map((account) => account.id);

  it("keeps the assignment for the next csv when the upstream wants a file first, and verifies it", async () => {
    const accountIds = (await idsOf()).slice(0, 2);
    const result = await assignAccounts(harness.ctx, { locationId, accountIds });
    expect(result).toMatchObject({ outcome: "stored", stored: accountIds, unknown: [] });
    expect(result.verifiedAt).not.toBeNull();
    const { assignment, accounts } = await listAccounts(harness.ctx, { locationId });
    expect(assignment).toMatchObject({ accountIds, outcome: "stored" });
    expect(accounts.filter((account) => account.assigned).map((account) => account.id)).toEqual(
      expect.arrayContaining(accountIds),
    );
    const [event] = await harness.runtime.database.db
      .select()
      .from(auditEvents)
      .orderBy(desc(auditEvents.seq))
      .limit(1);
    expect(event).toMatchObject({ action: "accounts.assigned", targetId: locationId, after: { accountIds } });
  });

  it("names the ids that the upstream does not know and keeps the others", async () => {
    const [known = ""] = await idsOf();
    const result = await assignAccounts(harness.ctx, {
      locationId,
      accountIds: [known, "nobody_knows_this"],
    });
    expect(result).toMatchObject({ outcome: "stored", stored: [known], unknown: ["nobody_knows_this"] });
  });

  it("changes nothing when the upstream knows none of the ids", async () => {
    const [known = ""] = await idsOf();
    await assignAccounts(harness.ctx, { locationId, accountIds: [known] });
    const result = await assignAccounts(harness.ctx, { locationId, accountIds: ["nobody_knows_this"] });
    expect(result).toMatchObject({ outcome: "refused", accepted: [], stored: [] });
    const { db } = harness.runtime.database;
    const [row] = await db
      .select()
      .from(accountAssignments)
      .where(eq(accountAssignments.locationId, locationId));
    expect(row?.accountIds).toEqual([known]);
  });

  it("says that the outcome is unknown when the connection breaks, and can be saved again", async () => {
    const accountIds = (await idsOf()).slice(0, 1);
    await harness.fault({ operation: "set-accounts", count: 1, kind: "reset-before" });
    await expect(assignAccounts(harness.ctx, { locationId, accountIds })).rejects.toMatchObject({
      code: "upstream_unknown_outcome",
    });
    expect((await listAccounts(harness.ctx, { locationId })).assignment?.outcome).toBe("unknown");
    expect((await assignAccounts(harness.ctx, { locationId, accountIds })).outcome).toBe("stored");
  });

  it("answers the last known list, marked stale, while the upstream is down", async () => {
    await idsOf();
    await harness.fault({ operation: "get-account", count: 10, kind: "status", status: 503 });
    const reply = await listAccounts(harness.ctx, { locationId });
    expect(reply.accounts.length).toBeGreaterThan(0);
    expect(reply.stale?.code).toBe("upstream_unavailable");
    await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
  });

  it("is an admin's: marketers may look, people without the grant may not", async () => {
    const { db } = harness.runtime.database;
    const { companyId } = harness;
    const marketer = await createPerson(db, { companyId, role: "marketer", locations: [locationId] });
    const stranger = await createPerson(db, { companyId, role: "viewer", locations: [] });
    const url = `${harness.env.appUrl}/api/locations/${locationId}/accounts`;
    const segment = { params: Promise.resolve({ locationId }) };
    const put = new Request(url, {
      method: "PUT",
      headers: marketer.headers,
      body: JSON.stringify({ accountIds: [] }),
    });
    expect((await PUT(put, segment)).status).toBe(403);
    expect((await GET(new Request(url, { headers: marketer.headers }), segment)).status).toBe(200);
    expect((await GET(new Request(url, { headers: stranger.headers }), segment)).status).toBe(403);
  });
});
