#!/usr/bin/env node
import { fail, requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { loadSettingsFile } = load("./launch/settings.ts");
const { migrateDatabase } = load("../db/migrate.ts");
const { migrateQueue } = load("../lib/jobs/queue.ts");
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
