#!/usr/bin/env node
import { fail, requireTools } from "./launch/require-tools.mjs";

await requireTools();
const { register } = await import("tsx/esm/api");
register();
const { loadSettingsFile } = await import("./launch/settings.ts");
const { migrateDatabase } = await import("../db/migrate.ts");
const { migrateQueue } = await import("../lib/jobs/queue.ts");
loadSettingsFile();
const url = process.env.DATABASE_URL;
if (!url)
  fail(
    "DATABASE_URL is missing: name the database to bring up to date. `npm start` migrates its own one by itself.",
  );
try {
  await migrateDatabase(url);
  await migrateQueue(url);
} catch (error) {
  fail(`The database cannot be used: ${error.message}. Check DATABASE_URL.`);
}
console.log("The database is up to date.");
