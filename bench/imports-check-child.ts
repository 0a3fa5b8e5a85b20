import { open } from "node:fs/promises";
import { accounts, locations } from "@/db/schema";
import { createCompany } from "@/lib/auth/testing/people";
import { parseEnv } from "@/lib/env";
import { cutImport } from "@/lib/imports/cut-import";
import { getImport } from "@/lib/imports/get-import";
import { createImport, receivePart } from "@/lib/imports/receive-file";
import { scheduleImport } from "@/lib/imports/schedule-import";
import { MAX_PART_BYTES } from "@/lib/imports/schema";
import { checkImport } from "@/lib/imports/testing/check-import";
import { createRuntime, jobContext } from "@/lib/runtime";

const [url = "", path = ""] = process.argv.slice(2);
const NETWORKS = ["facebook", "linkedin", "threads", "twitter"];

const mostMemory = (): number => process.resourceUsage().maxRSS / 1024;

/** Receives a file, has it checked, scheduled and cut as the worker does; prints how long each took and the memory needed. */
async function main(): Promise<void> {
  const env = parseEnv({
    ...process.env,
    DATABASE_URL: url,
    APP_URL: "http://127.0.0.1:3000",
    SESSION_SECRET: "bench-secret-".repeat(4),
    VAULT_KEYS: `bench:${Buffer.alloc(32, 1).toString("base64")}`,
    LOG_LEVEL: "silent",
  });
  const runtime = createRuntime({ name: "bench", queueRole: "sender", env });
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
  const file = await open(path);
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
  const began = performance.now();
  if (!(await cutImport(ctx, batchId, new AbortController().signal)))
    throw new Error("not all rows were cut");
  const cutMs = performance.now() - began;
  const { counts, csvs: made } = await getImport(ctx, batchId);
  if (made.length !== csvs || counts.waiting + counts.skipped !== rows) throw new Error("rows were lost");
  process.stdout.write(JSON.stringify({ rows, ms, rssMb, csvs, scheduleMs, cutMs, cutRssMb: mostMemory() }));
  await runtime.close();
}

void main();
