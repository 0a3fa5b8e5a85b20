#!/usr/bin/env node
import { requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
process.env.NODE_ENV ||= "production";
const load = await typescript(import.meta.url);
const { loadSettingsFile, fillDemoSecrets } = load("./launch/settings.ts");
loadSettingsFile();
fillDemoSecrets();
const { runWorker } = load("../lib/worker/run.ts");
await runWorker().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
