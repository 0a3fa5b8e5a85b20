#!/usr/bin/env node
import { requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { runTests } = load("./test/run-tests.ts");
process.exitCode = await runTests(process.argv.slice(2));
