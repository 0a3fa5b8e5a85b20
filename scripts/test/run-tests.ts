import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { build, hasBuild } from "../launch/build";

type Count = { passed: number; failed: number; skipped: number };
type Stage = { name: string; run: () => Promise<Count> };

const bin = (path: string): string[] => [process.execPath, `node_modules/${path}`];

/**
 * The one test command: checks, unit, integration, end-to-end. Prints what each stage took and, last, one line that
 * counts everything. `--quick` leaves out integration and end-to-end. Answers the exit code.
 */
export async function runTests(args: string[]): Promise<number> {
  const quick = args.includes("--quick");
  const stages: Stage[] = [
    {
      name: "format and lint",
      run: () => check([...bin("@biomejs/biome/bin/biome"), "ci", "--diagnostic-level=warn", "."]),
    },
    { name: "types", run: () => check([...bin("typescript/bin/tsc"), "--noEmit"]) },
    { name: "unit", run: () => vitest("unit") },
    ...(quick
      ? []
      : [
          { name: "integration", run: () => vitest("integration") },
          { name: "build", run: buildOnce },
          { name: "end to end", run: playwright },
        ]),
  ];
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const stage of stages) {
    const started = Date.now();
    console.log(`\n== ${stage.name}`);
    const count = await stage.run().catch((error: unknown): Count => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`== ${stage.name}: ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function run(command: string[], env: Record<string, string> = {}): Promise<number> {
  const [program = process.execPath, ...args] = command;
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    child.on("error", fail);
    child.on("close", (code) => done(code ?? 1));
  });
}

async function check(command: string[]): Promise<Count> {
  return (await run(command)) === 0
    ? { passed: 1, failed: 0, skipped: 0 }
    : { passed: 0, failed: 1, skipped: 0 };
}

async function vitest(project: string): Promise<Count> {
  const report = `.cache/vitest-${project}.json`;
  rmSync(report, { force: true });
  const command = [
    ...bin("vitest/vitest.mjs"),
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
  ];
  const code = await run([...command, `--outputFile.json=${report}`], {
    VITE_CONFIG_NATIVE_IGNORE_WARNING: "true",
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
  };
  // A suite that fails outside a test (a broken import, a hook) fails the run although no test is counted.
  const failed = result.numFailedTests + (code !== 0 && result.numFailedTests === 0 ? 1 : 0);
  return { passed: result.numPassedTests, failed, skipped: result.numPendingTests };
}

async function buildOnce(): Promise<Count> {
  if (!hasBuild()) await build();
  return { passed: 1, failed: 0, skipped: 0 };
}

async function playwright(): Promise<Count> {
  const report = ".cache/playwright.json";
  rmSync(report, { force: true });
  const code = await run([...bin("@playwright/test/cli.js"), "test"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(report, "utf8")) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const failed = stats.unexpected + (code !== 0 && stats.unexpected === 0 ? 1 : 0);
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}
