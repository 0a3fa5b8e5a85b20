import { eq } from "drizzle-orm";
import { importBatches } from "@/db/schema";
import { parseEnv } from "@/lib/env";
import { followImport } from "@/lib/imports/follow-import";
import { getImport, listImports, listRows } from "@/lib/imports/get-import";
import { listCsvs } from "@/lib/imports/list-csvs";
import { openRowFile } from "@/lib/imports/row-file";
import { createRuntime, jobContext } from "@/lib/runtime";

const [url = "", batchId = ""] = process.argv.slice(2);
const ROUNDS = 5;

export type Answers = { rssMb: number; answers: Record<string, { ms: number; bytes: number }> };

/** A web process of its own asks what the pages of an import ask; prints the median time and size of each answer. */
async function main(): Promise<void> {
  const env = parseEnv({
    ...process.env,
    DATABASE_URL: url,
    APP_URL: "http://127.0.0.1:3000",
    SESSION_SECRET: "bench-secret-".repeat(4),
    VAULT_KEYS: `bench:${Buffer.alloc(32, 1).toString("base64")}`,
    LOG_LEVEL: "silent",
  });
  const runtime = createRuntime({ name: "bench-web", queueRole: "sender", env });
  const { db } = runtime.database;
  const [batch] = await db.select().from(importBatches).where(eq(importBatches.id, batchId));
  if (!batch) throw new Error("there is no such batch");
  const ctx = jobContext(runtime, "bench", batch.companyId);
  const deep = Math.floor(batch.rowCount * 0.9);
  const { csvSums } = await getImport(ctx, batchId);
  const asks: Record<string, () => Promise<unknown>> = {
    import: () => getImport(ctx, batchId),
    "live tick": async () => {
      const stop = new AbortController();
      const reader = (await followImport(ctx, batchId, stop.signal)).getReader();
      const { value } = await reader.read();
      stop.abort();
      await reader.cancel().catch(() => undefined);
      return Buffer.from(value ?? []).toString();
    },
    list: () => listImports(ctx, { limit: 50 }),
    csvs: () => listCsvs(ctx, { batchId, after: 0, limit: 100 }),
    "csvs, the last": () => listCsvs(ctx, { batchId, after: csvSums.csvs - 100, limit: 100 }),
    "csvs, under way": () => listCsvs(ctx, { batchId, state: "moving", after: 0, limit: 100 }),
    rows: () => listRows(ctx, { batchId, after: 0, limit: 500 }),
    "rows, the last": () => listRows(ctx, { batchId, after: deep, limit: 500 }),
    "rows, ready": () => listRows(ctx, { batchId, outcome: "waiting", ready: true, after: 0, limit: 500 }),
    "rows, skipped": () => listRows(ctx, { batchId, outcome: "skipped", after: deep, limit: 500 }),
    "report, skipped": async () => {
      const { bytes } = await openRowFile(ctx, { batchId, outcome: "skipped", as: "report" });
      let size = 0;
      for await (const piece of bytes) size += piece.length;
      return size;
    },
    "rows, failed": () => listRows(ctx, { batchId, outcome: "failed", after: 0, limit: 500 }),
  };
  const answers: Answers["answers"] = {};
  for (const [name, ask] of Object.entries(asks)) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const answer = await ask();
      bytes = typeof answer === "number" ? answer : JSON.stringify(answer).length;
      times.push(performance.now() - began);
    }
    answers[name] = { ms: times.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN, bytes };
  }
  const found: Answers = { rssMb: process.resourceUsage().maxRSS / 1024, answers };
  process.stdout.write(JSON.stringify(found));
  await runtime.close();
}

void main();
