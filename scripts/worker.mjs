#!/usr/bin/env node
import { requireTools } from "./launch/require-tools.mjs";

await requireTools();
process.env.NODE_ENV ||= "production";
const { register } = await import("tsx/esm/api");
register();
const { loadSettingsFile, fillDemoSecrets } = await import("./launch/settings.ts");
loadSettingsFile();
fillDemoSecrets();
const { runWorker } = await import("../lib/worker/run.ts");
await runWorker().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
