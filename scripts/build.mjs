#!/usr/bin/env node
import { fail, requireTools } from "./launch/require-tools.mjs";

await requireTools();
const { register } = await import("tsx/esm/api");
register();
const { loadSettingsFile } = await import("./launch/settings.ts");
const { build, hasBuild } = await import("./launch/build.ts");
loadSettingsFile();
if (hasBuild()) console.log("The build is up to date.");
else await build().catch((error) => fail(error.message));
