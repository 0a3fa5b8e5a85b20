import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { createCompany } from "@/lib/auth/testing/people";
import { connectCompanyForTest } from "@/lib/connections/testing";
import { writeBasic } from "@/lib/csv";
import { parseEnv } from "@/lib/env";
import { advanceImport } from "@/lib/imports/advance-import";
import { CALLS_OF_A_CSV, LOCATION_QUOTA } from "@/lib/imports/csv-calls";
import { getImport } from "@/lib/imports/get-import";
import { createImport, receivePart } from "@/lib/imports/receive-file";
import { scheduleImport } from "@/lib/imports/schedule-import";
import { MAX_PART_BYTES } from "@/lib/imports/schema";
import { checkImport } from "@/lib/imports/testing/check-import";
import { migrateQueue } from "@/lib/jobs/queue";
import { syncLocations } from "@/lib/locations/sync-locations";
import { createRuntime, jobContext, replaceRuntime } from "@/lib/runtime";
import { openBenchDatabase } from "./snapshots-database";
import { freePort } from "./web-server";

/**
 * Csvs of 90 rows against each location's quota of 100 requests in 10 seconds: first at one location, then at several side
 * by side. The floor is the time that the fewest requests a csv takes need at that rate; a request refused with 429 fails
 * the measurement. Fewer csvs (`IMPORTS_CSVS`) show the same ratio sooner.
 */
const CSVS = Number(process.env.IMPORTS_CSVS ?? 300);
const LOCATIONS = Number(process.env.IMPORTS_LOCATIONS ?? 3);
const ROWS_PER_CSV = 90;
const { calls: QUOTA, windowMs: WINDOW_MS } = LOCATION_QUOTA;

async function main(): Promise<void> {
  const database = await openBenchDatabase();
  await migrateQueue(database.url);
  const { url: sandboxUrl, close } = await startSandbox();
  const settings = {
    DATABASE_URL: database.url,
    APP_URL: "http://127.0.0.1:3000",
    SESSION_SECRET: "bench-secret-".repeat(4),
    VAULT_KEYS: `bench:${Buffer.alloc(32, 1).toString("base64")}`,
    SANDBOX_PORT: new URL(sandboxUrl).port,
    LOG_LEVEL: "silent",
  };
  Object.assign(process.env, settings);
  const env = parseEnv({ ...process.env, ...settings });
  const runtime = createRuntime({ name: "bench", queueRole: "sender", env });
  replaceRuntime(runtime);
  try {
    const { db } = runtime.database;
    const { companyId } = await createCompany(db, "Northwind Agency");
    const ctx = jobContext(runtime, "bench", companyId);
    await connectCompanyForTest({ db, env, sandboxUrl, companyId });
    await syncLocations(ctx);
    const places = await placesOf(ctx, LOCATIONS);
    const one = await measure(ctx, places.slice(0, 1), CSVS);
    const several = await measure(ctx, places, Math.ceil(CSVS / LOCATIONS));
    if (!one || !several) process.exitCode = 1;
  } finally {
    replaceRuntime(undefined);
    await runtime.close();
    await close();
    await database.close();
  }
}

/** A process of its own, as the upstream is: what it takes to answer is no part of what is measured. */
async function startSandbox(): Promise<{ url: string; close: () => Promise<void> }> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), "2chat-bench-sandbox-"))];
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts"], {
    env: {
      ...process.env,
      SANDBOX_PORT: String(port),
      SANDBOX_DATA_DIR: folder,
      SANDBOX_CSV_DELAY_MS: "100",
      SANDBOX_RATE_MAX: String(QUOTA),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the sandbox ended with ${code}`)));
  });
  const close = () =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve(rm(folder, { recursive: true, force: true })));
      child.kill("SIGTERM");
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

type Bench = Parameters<typeof listAccounts>[0];
type Place = { locationId: string; accountId: string };

/** Schedules so many csvs at each place, all places at once. True where the targets were held. */
async function measure(ctx: Bench, places: readonly Place[], csvs: number): Promise<boolean> {
  let refused = 0;
  let calls = 0;
  const counted: Bench = {
    ...ctx,
    upstream: {
      ...ctx.upstream,
      call: async (...args) => {
        calls++;
        try {
          return await ctx.upstream.call(...args);
        } catch (error) {
          if (error instanceof Error && "code" in error && error.code === "upstream_rate_limited") refused++;
          throw error;
        }
      },
    },
  };
  const batchIds = await Promise.all(places.map((place) => prepare(ctx, place, csvs)));
  // A whole window without calls: the measurement starts with the full quota, as the floor does.
  await new Promise((resolve) => setTimeout(resolve, WINDOW_MS + 500));
  const started = performance.now();
  await Promise.all(batchIds.map((batchId) => finish(counted, batchId)));
  const ms = performance.now() - started;
  const made = (await Promise.all(batchIds.map((batchId) => wholeCsvs(ctx, batchId)))).reduce(
    (a, b) => a + b,
  );
  // The first window's calls go at once; each further one waits for its share of the quota.
  const floor = (((made / places.length) * CALLS_OF_A_CSV.length - QUOTA) / QUOTA) * WINDOW_MS;
  console.log(
    `${made} csvs at ${places.length} location(s), ${calls} requests (${(calls / made).toFixed(2)} a csv), ${(ms / 1000).toFixed(1)} s`,
  );
  const ratio = ms / floor;
  console.log(
    `time to the quota's floor: ${ratio.toFixed(2)} (target at most 1.10) ${ratio <= 1.1 ? "held" : "MISSED"}`,
  );
  console.log(`requests refused with 429: ${refused} (target 0) ${refused === 0 ? "held" : "MISSED"}`);
  return ratio <= 1.1 && refused === 0;
}

let prepared = 0;

async function prepare(ctx: Bench, { locationId, accountId }: Place, csvs: number): Promise<string> {
  const set = ++prepared;
  const rows = Array.from({ length: csvs * ROWS_PER_CSV }, (_, index) => ({
    postAtSpecificTime: new Date(Date.UTC(2026 + set, 0, 1) + index * 600_000)
      .toISOString()
      .slice(0, 19)
      .replace("T", " "),
    content: `Set ${set}, post ${index}`,
  }));
  const bytes = new TextEncoder().encode(writeBasic(rows));
  const { batchId, parts } = await createImport(ctx, {
    locationId,
    fileName: "quota.csv",
    fileSize: bytes.length,
  });
  for (let part = 0; part < parts; part++)
    await receivePart(ctx, {
      batchId,
      part,
      bytes: bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES),
    });
  const { version } = await checkImport(ctx, { batchId, accountIds: [accountId] });
  await scheduleImport(ctx, { batchId, version });
  return batchId;
}

async function finish(ctx: Bench, batchId: string): Promise<void> {
  for (let run = 0; run < 50; run++) {
    await advanceImport(ctx, batchId, new AbortController().signal);
    if ((await getImport(ctx, batchId)).status === "completed") return;
  }
}

async function wholeCsvs(ctx: Bench, batchId: string): Promise<number> {
  const { counts, csvs } = await getImport(ctx, batchId);
  if (counts.scheduled + counts.skipped !== counts.rows || counts.failed > 0)
    throw new Error(`Rows are missing: ${JSON.stringify(counts)}`);
  return csvs.length;
}

async function placesOf(ctx: Bench, count: number): Promise<Place[]> {
  const found: Place[] = [];
  const { locations } = await import("@/db/schema");
  for (const { id } of await ctx.db.select({ id: locations.id }).from(locations)) {
    const { accounts } = await listAccounts(ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const account = accounts.find(({ platform, isExpired }) => platform === "facebook" && !isExpired);
    if (account) found.push({ locationId: id, accountId: account.id });
    if (found.length === count) return found;
  }
  throw new Error(`fewer than ${count} locations have a Facebook account`);
}

void main();
