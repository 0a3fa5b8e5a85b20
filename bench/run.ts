import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

/** `npm run bench [name…]`: every measurement, or those whose file name holds one of the names, one after another. */
const PARTS = [
  "run.ts",
  "seed-scale.ts",
  "snapshots-database.ts",
  "csv-sample.ts",
  "csv-parse-child.ts",
  "imports-check-child.ts",
  "imports-answers-child.ts",
  "web-server.ts",
];

const wanted = process.argv.slice(2);
const files = readdirSync("bench")
  .filter((file) => file.endsWith(".ts") && !PARTS.includes(file))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)));
for (const file of files) {
  console.log(`\n== ${file}`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", `bench/${file}`], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
