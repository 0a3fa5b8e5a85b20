#!/usr/bin/env node
import { existsSync, rmSync } from "node:fs";
import { fail, requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { dataDirectory, loadSettingsFile } = load("./launch/settings.ts");
const { takeLock } = load("./launch/lock.ts");
const { sharedPlace } = load("../db/embedded/place.ts");

loadSettingsFile();
const dataDir = dataDirectory();
if (!existsSync(dataDir)) {
  console.log("There is no demo data to wipe.");
  process.exit(0);
}
try {
  takeLock(dataDir);
} catch (error) {
  fail(error.message);
}
rmSync(dataDir, { recursive: true, force: true });
rmSync(sharedPlace(dataDir), { recursive: true, force: true });
console.log("The demo is wiped: people, connections, snapshots, imports and the sandbox start anew.");
