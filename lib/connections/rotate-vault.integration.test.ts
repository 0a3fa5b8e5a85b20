import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { credentials, totpFactors } from "@/db/schema";
import { openSecret, sealSecret } from "@/lib/auth/seal-secret";
import { createPerson } from "@/lib/auth/testing/people";
import { newTotpSecret } from "@/lib/auth/totp";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getAccount } from "@/lib/upstream/contract";
import { retireKeys, rotateVault } from "./rotate-vault";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

const HOUR_MS = 3_600_000;

describe("rotating the vault key", () => {
  let harness: Harness;
  const folder = mkdtempSync(join(tmpdir(), "vault-"));
  const file = join(folder, "vault.key");
  const first = `first:${Buffer.alloc(32, 9).toString("base64")}`;

  beforeAll(async () => {
    writeFileSync(file, first);
    harness = await startHarness({ env: { DATA_DIR: folder, VAULT_KEYS: first } });
  });
  afterAll(async () => {
    await harness.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const parts = () => ({ db: harness.runtime.database.db, env: harness.env });
  const stored = () => harness.runtime.database.db.select().from(credentials);
  const call = (locationId: string) =>
    harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId } });

  it("goes on while calls run: none fails, every value ends on the new key, no token changes", async () => {
    const places = harness.locationIds.filter((_, index) => index < 6);
    await Promise.all(places.map(call));
    const before = new Map((await stored()).map((row) => [row.id, row.accessCiphertext]));
    let running = true;
    const load = places.map(async (place) => {
      let calls = 0;
      while (running) {
        await call(place);
        calls++;
      }
      return calls;
    });
    const progress: number[] = [];
    const { keyId, rewrapped } = await rotateVault(parts(), ({ done }) => progress.push(done));
    // A second one in the middle of the load, from the file alone: this process was started with the first key.
    const second = await rotateVault(parts());
    running = false;
    const calls = await Promise.all(load);
    expect(Math.min(...calls)).toBeGreaterThan(0);
    expect(rewrapped).toBe(before.size);
    expect(progress.at(-1)).toBe(before.size);
    const rows = await stored();
    expect(new Set(rows.map((row) => row.keyId))).toEqual(new Set([second.keyId]));
    expect(second.keyId).not.toBe(keyId);
    expect(rows.map((row) => row.accessCiphertext === before.get(row.id))).toEqual(rows.map(() => true));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("retires a key only later, and only when nothing uses it", async () => {
    const ids = () => readFileSync(file, "utf8").trim().split(",").length;
    expect(await retireKeys(parts(), new Date())).toEqual([]);
    expect(ids()).toBe(3);
    const [row] = await stored();
    await harness.runtime.database.db.update(credentials).set({ keyId: "first" });
    const retired = await retireKeys(parts(), new Date(Date.now() + HOUR_MS));
    expect(retired).not.toContain("first");
    await harness.runtime.database.db.update(credentials).set({ keyId: row?.keyId ?? "" });
    expect(await retireKeys(parts(), new Date(Date.now() + HOUR_MS))).toEqual(["first"]);
    expect(ids()).toBe(1);
    // This process was started with the retired key: it must not seal with it.
    expect(createVault(vaultKeysOf(harness.env)).newestKeyId()).toBe(row?.keyId);
    await call(harness.locationIds[0] ?? "");
  });

  it("seals second factors anew too, so that no retired key is needed for one", async () => {
    const { db } = harness.runtime.database;
    const { userId } = await createPerson(db, { companyId: harness.companyId, role: "viewer" });
    const secret = newTotpSecret();
    const secretCiphertext = sealSecret(secret, `totp:${userId}`, vaultKeysOf(harness.env)());
    const orphan = await createPerson(db, { companyId: harness.companyId, role: "viewer" });
    await db.insert(totpFactors).values([
      { userId, secretCiphertext },
      // Sealed for somebody else: it does not open, and stays as it is.
      { userId: orphan.userId, secretCiphertext },
    ]);
    const { keyId, rewrapped } = await rotateVault(parts());
    expect(rewrapped).toBe((await stored()).length + 1);
    const factors = new Map(
      (await db.select().from(totpFactors)).map((row) => [row.userId, row.secretCiphertext]),
    );
    const now = factors.get(userId) ?? "";
    expect(now.split(":")[1]).toBe(keyId);
    expect(openSecret(now, `totp:${userId}`, vaultKeysOf(harness.env)())).toEqual(secret);
    expect(factors.get(orphan.userId)).toBe(secretCiphertext);
    await db.delete(totpFactors).where(eq(totpFactors.userId, orphan.userId));
    expect(await retireKeys(parts(), new Date(Date.now() + HOUR_MS))).toHaveLength(1);
    expect(openSecret(now, `totp:${userId}`, vaultKeysOf(harness.env)())).toEqual(secret);
  });

  it("refuses to touch keys that come from the setting", async () => {
    const env = { ...harness.env, DATA_DIR: join(folder, "elsewhere") };
    await expect(rotateVault({ ...parts(), env })).rejects.toMatchObject({
      code: "unprocessable",
      message: expect.stringContaining("VAULT_KEYS"),
    });
  });
});
