import { open as openFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { accounts, importBatches, locations } from "@/db/schema";
import { createCompany } from "@/lib/auth/testing/people";
import { parseEnv } from "@/lib/env";
import { cutImport } from "@/lib/imports/cut-import";
import { getImport } from "@/lib/imports/get-import";
import { createImport, receivePart } from "@/lib/imports/receive-file";
import { scheduleImport } from "@/lib/imports/schedule-import";
import { MAX_PART_BYTES } from "@/lib/imports/schema";
import { cancelImport } from "@/lib/imports/steer-import";
import { checkImport } from "@/lib/imports/testing/check-import";
import { createRuntime, jobContext, type Runtime } from "@/lib/runtime";

const [step = "", url = "", subject = ""] = process.argv.slice(2);
const NETWORKS = ["facebook", "linkedin", "threads", "twitter"];

const mostMemory = (): number => process.resourceUsage().maxRSS / 1024;

function open(): Runtime {
  const env = parseEnv({
    ...process.env,
    DATABASE_URL: url,
    APP_URL: "http://127.0.0.1:3000",
    SESSION_SECRET: "bench-secret-".repeat(4),
    VAULT_KEYS: `bench:${Buffer.alloc(32, 1).toString("base64")}`,
    LOG_LEVEL: "silent",
  });
  return createRuntime({ name: "bench", queueRole: "sender", env });
}

/** Receives a file, has it checked and scheduled. */
async function check(path: string): Promise<Record<string, unknown>> {
  const runtime = open();
  const { db } = runtime.database;
  const { companyId } = await createCompany(db);
  const ctx = jobContext(runtime, "bench", companyId);
  const locationId = `bench-${companyId}`;
  await db
    .insert(locations)
    .values({ id: locationId, companyId, name: "Bench", timezone: "America/New_York" });
  const accountIds = NETWORKS.map((platform) => `${platform}_${locationId}_1`);
  await db.insert(accounts).values(
    accountIds.map((id, index) => ({
      id,
      companyId,
      locationId,
      name: id,
      platform: NETWORKS[index] ?? "",
    })),
  );
  const file = await openFile(path);
  const { size } = await file.stat();
  const { batchId, parts } = await createImport(ctx, { locationId, fileName: "bench.csv", fileSize: size });
  for (let part = 0; part < parts; part++) {
    const bytes = Buffer.alloc(Math.min(MAX_PART_BYTES, size - part * MAX_PART_BYTES));
    await file.read(bytes, 0, bytes.length, part * MAX_PART_BYTES);
    await receivePart(ctx, { batchId, part, bytes });
  }
  await file.close();
  const started = performance.now();
  const { rows, version } = await checkImport(ctx, { batchId, accountIds });
  const ms = performance.now() - started;
  const rssMb = mostMemory();
  const asked = performance.now();
  const { csvs } = await scheduleImport(ctx, { batchId, version });
  const scheduleMs = performance.now() - asked;
  await runtime.close();
  return { batchId, rows, ms, rssMb, csvs, scheduleMs };
}

/** Cuts a scheduled batch as the worker does. */
async function cut(batchId: string): Promise<Record<string, unknown>> {
  const runtime = open();
  const { db } = runtime.database;
  const [batch] = await db.select().from(importBatches).where(eq(importBatches.id, batchId));
  if (!batch) throw new Error("there is no such batch");
  const ctx = jobContext(runtime, "bench", batch.companyId);
  const began = performance.now();
  if (!(await cutImport(ctx, batchId, new AbortController().signal)))
    throw new Error("not all rows were cut");
  const cutMs = performance.now() - began;
  const cutRssMb = mostMemory();
  const { counts, csvSums } = await getImport(ctx, batchId);
  if (counts.waiting !== csvSums.rows) throw new Error("rows stand in no csv");
  await runtime.close();
  return { csvs: csvSums.csvs, rows: counts.waiting + counts.skipped, cutMs, cutRssMb };
}

/** Cancels a batch that is cut and that nothing was sent of. */
async function cancel(batchId: string): Promise<Record<string, unknown>> {
  const runtime = open();
  const { db } = runtime.database;
  const [batch] = await db.select().from(importBatches).where(eq(importBatches.id, batchId));
  if (!batch) throw new Error("there is no such batch");
  const ctx = jobContext(runtime, "bench", batch.companyId);
  const began = performance.now();
  await cancelImport(ctx, batchId);
  const cancelMs = performance.now() - began;
  const { counts, status } = await getImport(ctx, batchId);
  if (status !== "cancelled" || counts.skipped !== counts.rows) throw new Error("not all was cancelled");
  await runtime.close();
  return { cancelMs, cancelRssMb: mostMemory() };
}

const STEPS: Record<string, (subject: string) => Promise<Record<string, unknown>>> = { check, cut, cancel };

/** One step of an import in a process of its own; prints how long it took and the memory needed. */
async function main(): Promise<void> {
  process.stdout.write(JSON.stringify(await STEPS[step]?.(subject)));
}

void main();
