import { spawn } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "@/app/api/all-routes";
import { GET as proxy } from "@/app/api/upstream/[...path]/route";
import { credentials } from "@/db/schema";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { defineRoute, type RouteHandler } from "@/lib/http/define-route";
import { createSearch } from "@/lib/testing/canary";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getAccount } from "@/lib/upstream/contract";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

describe("secrets stay inside", () => {
  let harness: Harness;
  let admin: TestPerson;
  let locationId = "";
  let canaries: string[] = [];

  beforeAll(async () => {
    harness = await startHarness();
    [locationId = ""] = harness.locationIds;
    admin = await createPerson(harness.runtime.database.db, { companyId: harness.companyId, role: "admin" });
    await harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId } });
    const vault = createVault(vaultKeysOf(harness.env));
    const rows = await harness.runtime.database.db.select().from(credentials);
    canaries = rows.flatMap((row) => {
      const { accessToken, refreshToken } = vault.open({ companyId: row.companyId, rowId: row.id }, row);
      return refreshToken === null ? [accessToken] : [accessToken, refreshToken];
    });
    canaries.push(harness.env.upstream.clientSecret, harness.env.SESSION_SECRET);
    for (const { key } of harness.env.VAULT_KEYS) canaries.push(key.toString("base64"));
  });
  afterAll(() => harness.close());

  const leaks = (text: string) => createSearch(canaries)(text);

  async function ask(handler: RouteHandler, path: string, params: Record<string, string>): Promise<string> {
    const url = new URL(path, harness.env.appUrl);
    for (const [name, value] of Object.entries({ locationId, from: "2026-01-01", to: "2026-01-02" })) {
      url.searchParams.set(name, value);
    }
    const plain = new Request(path.startsWith("/api/upstream") ? new URL(path, harness.env.appUrl) : url, {
      headers: admin.headers,
    });
    const reply = await handler(plain, { params: Promise.resolve(params) });
    return `${JSON.stringify([...reply.headers])}\n${await reply.text()}`;
  }
  const isHandler = (value: unknown): value is RouteHandler =>
    typeof value === "function" && "definition" in value;

  it("finds a secret in every disguise: a leaky route is caught", async () => {
    const [secret = ""] = canaries;
    for (const form of [
      secret,
      Buffer.from(`xy${secret}z`).toString("base64"),
      Buffer.from(secret).toString("hex").toUpperCase(),
    ]) {
      const leaky = defineRoute({
        summary: "Leaks.",
        access: { role: "viewer", location: "none" },
        run: async () => ({ debug: form }),
      });
      expect(leaks(await ask(leaky, "/api/leaky", {}))).not.toEqual([]);
    }
  });

  it("are in no answer of any route that reads, good or refused", async () => {
    const found: string[] = [];
    let asked = 0;
    for (const { path, module } of allRoutes) {
      if (!isHandler(module.GET) || path.includes("[...path]")) continue;
      const ids = { locationId, connectionId: crypto.randomUUID(), batchId: crypto.randomUUID() };
      const address = path.replace(/\[(\w+)\]/g, (_, name: string) => ids[name as keyof typeof ids] ?? "x");
      asked++;
      if (leaks(await ask(module.GET, address, ids)).length > 0) found.push(path);
    }
    expect(asked).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it("are in no answer of the proxy, whatever the upstream does", async () => {
    const path = `/api/upstream/social-media-posting/${locationId}/accounts`;
    expect(leaks(await ask(proxy, path, {}))).toEqual([]);
    const token = canaries[0] ?? "";
    for (const fault of [
      { kind: "status", status: 400, body: { statusCode: 400, message: "Refused" } },
      { kind: "html" },
      { kind: "truncated" },
    ]) {
      await harness.fault({ operation: "get-account", ...fault, count: 3 });
      expect(leaks(await ask(proxy, path, {}))).toEqual([]);
      await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
    }
    expect(token.length).toBeGreaterThan(16);
  });

  it("are in no column of the database", async () => {
    const { db } = harness.runtime.database;
    const { rows } = await db.execute<{ name: string }>(
      sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const dump = await db.execute<{ row: string }>(sql.raw(`select t::text as row from ${name} t`));
      if (leaks(dump.rows.map(({ row }) => row).join("\n")).length > 0) found.push(name);
    }
    expect(rows.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  it("are in no log line, even at debug level with everything failing", async () => {
    await harness.fault({ operation: "get-account", kind: "status", status: 500, count: 200 });
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "lib/testing/race-process.ts", harness.companyId, locationId, "3"],
      { env: { ...process.env, LOG_LEVEL: "debug" }, stdio: ["ignore", "pipe", "pipe", "ipc"] },
    );
    let printed = "";
    child.stdout?.on("data", (chunk) => {
      printed += String(chunk);
    });
    child.stderr?.on("data", (chunk) => {
      printed += String(chunk);
    });
    child.once("message", () => child.send("go"));
    await new Promise((resolve) => child.once("exit", resolve));
    await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
    expect(printed).toContain("upstream call failed");
    expect(leaks(printed)).toEqual([]);
  }, 60_000);
});
