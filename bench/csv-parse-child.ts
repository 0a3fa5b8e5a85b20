import { createReadStream } from "node:fs";
import Papa from "papaparse";
import { mapColumns } from "@/lib/csv/header";
import { readRows } from "@/lib/csv/read";
import { ReadRefusal } from "@/lib/csv/refusal";
import { createValidator } from "@/lib/csv/validate";
import { createValueReader } from "@/lib/csv/values";

const [mode = "", path = ""] = process.argv.slice(2);

/** papaparse alone, as its own documentation streams a file in Node. */
async function parseAlone(): Promise<number> {
  let rows = 0;
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(createReadStream(path, { highWaterMark: 1 << 20 }), {
      delimiter: ",",
      chunk: (result) => {
        rows += result.data.length;
      },
      complete: () => resolve(),
      error: reject,
    });
  });
  return rows;
}

const NETWORKS = ["facebook", "linkedin", "threads", "twitter"];

/** What the server does: read, map, check every row for its accounts. */
async function parseAndValidate(): Promise<number> {
  const validator = createValidator({
    accounts: NETWORKS.map((platform) => ({
      id: platform,
      name: platform,
      platform,
      type: "page",
    })),
    assignment: NETWORKS,
    timezone: "America/New_York",
    now: Date.UTC(2026, 10, 1),
    dateOrder: "MDY",
  });
  let rows = 0;
  let issues = 0;
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  let read: ReturnType<typeof createValueReader> | null = null;
  for await (const batch of readRows(source)) {
    let start = 0;
    if (!read) {
      const map = mapColumns(batch.slice(0, 30).map((row) => row.cells));
      start = map.headerRows;
      read = createValueReader(map.columns);
    }
    for (let index = start; index < batch.length; index++) {
      const raw = batch[index];
      if (!raw) continue;
      issues += validator.checkValues(raw.row, read(raw.cells)).issues.length;
      rows++;
    }
  }
  return rows + (issues < 0 ? 1 : 0);
}

async function main(): Promise<void> {
  const started = performance.now();
  const cpu = process.cpuUsage();
  let rows = 0;
  let refused: string | null = null;
  try {
    rows = mode === "alone" ? await parseAlone() : await parseAndValidate();
  } catch (error) {
    if (!(error instanceof ReadRefusal)) throw error;
    refused = error.code;
  }
  const ms = performance.now() - started;
  // Time on the processor, which a busy machine disturbs less than the clock.
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000;
  process.stdout.write(
    JSON.stringify({ ms, cpuMs, rows, refused, rssMb: process.resourceUsage().maxRSS / 1024 }),
  );
}

void main();
