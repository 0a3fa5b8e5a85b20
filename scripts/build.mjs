#!/usr/bin/env node
import { fail, requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { loadSettingsFile } = load("./launch/settings.ts");
const { build, hasBuild } = load("./launch/build.ts");
loadSettingsFile();
if (hasBuild()) console.log("The build is up to date.");
else await build().catch((error) => fail(error.message));
