#!/usr/bin/env node
import { requireTools } from "./launch/require-tools.mjs";

await requireTools();
const { register } = await import("tsx/esm/api");
register();
const { runTests } = await import("./test/run-tests.ts");
process.exitCode = await runTests(process.argv.slice(2));
