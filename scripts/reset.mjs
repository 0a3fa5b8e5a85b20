#!/usr/bin/env node
import { existsSync, rmSync } from "node:fs";
import { fail, requireTools } from "./launch/require-tools.mjs";

await requireTools();
const { register } = await import("tsx/esm/api");
register();
const { dataDirectory, loadSettingsFile } = await import("./launch/settings.ts");
const { takeLock } = await import("./launch/lock.ts");
const { sharedPlace } = await import("../db/embedded/place.ts");

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
