import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { writeQuoteSample, writeSample } from "./csv-sample";

/**
 * Target 1: reading and checking a spreadsheet against papaparse alone, memory at a million rows, and what an unclosed
 * quote costs. Every measurement is a fresh process of bundled code, the rounds interleaved, the medians compared.
 * Ratios are of the wall clock; beside them stands processor time, which a busy machine disturbs less.
 */
const ROUNDS = 5;

type Measure = { ms: number; cpuMs: number; rows: number; refused: string | null; rssMb: number };

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function bundle(folder: string): Promise<string> {
  const outfile = join(folder, "child.mjs");
  await build({
    entryPoints: ["bench/csv-parse-child.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    alias: { "@": process.cwd() },
    // papaparse asks for Node's stream module the old way.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  return outfile;
}

function measure(child: string, mode: "alone" | "ours", file: string): Measure {
  const { status, stdout, stderr } = spawnSync(process.execPath, [child, mode, file], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${mode} of ${file} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function report(what: string, ratio: number, target: string, held: boolean): void {
  console.log(`${what}: ${ratio.toFixed(2)} (target ${target}) ${held ? "held" : "MISSED"}`);
  if (!held) process.exitCode = 1;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "csv-bench-"));
  const file = (name: string) => join(folder, `${name}.csv`);
  try {
    const child = await bundle(folder);
    writeFileSync(file("warm"), "date,caption\n2027-01-01 10:00,Hi\n");
    await writeSample(file("rows"), 100_000);
    await writeSample(file("million"), 1_000_000);
    await writeQuoteSample(file("clean"), 16, false);
    await writeQuoteSample(file("quote"), 16, true);
    const found = { alone: [], ours: [], clean: [], quote: [] } as Record<string, Measure[]>;
    measure(child, "ours", file("warm"));
    for (let round = 0; round < ROUNDS; round++) {
      found.alone?.push(measure(child, "alone", file("rows")));
      found.ours?.push(measure(child, "ours", file("rows")));
      found.clean?.push(measure(child, "ours", file("clean")));
      found.quote?.push(measure(child, "ours", file("quote")));
    }
    const million = measure(child, "ours", file("million"));
    const of = (name: string, key: "ms" | "cpuMs" | "rssMb") =>
      median((found[name] ?? []).map((one) => one[key]));
    if (found.ours?.some((one) => one.rows !== 100_000) || million.rows !== 1_000_000)
      throw new Error("Rows are missing.");
    if (found.quote?.some((one) => one.refused !== "unclosed_quote"))
      throw new Error("The unclosed quote was not refused.");
    console.log(
      `papaparse alone ${of("alone", "ms").toFixed(0)} ms, cpu ${of("alone", "cpuMs").toFixed(0)} ms`,
    );
    console.log(
      `parse and validate ${of("ours", "ms").toFixed(0)} ms, cpu ${of("ours", "cpuMs").toFixed(0)} ms`,
    );
    const speed = of("alone", "ms") / of("ours", "ms");
    report("speed of papaparse alone kept", speed, "at least 0.75", speed >= 0.75);
    const memory = million.rssMb / of("ours", "rssMb");
    report(
      `memory, 1,000,000 rows (${million.rssMb.toFixed(0)} MB) to 100,000`,
      memory,
      "at most 1.5",
      memory <= 1.5,
    );
    const quote = of("quote", "ms") / of("clean", "ms");
    report("an unclosed quote in 16 MB to a clean file", quote, "at most 2", quote <= 2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
