#!/usr/bin/env node
// Plain JavaScript on purpose: it must be able to say what is missing before anything else can run.
import { requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { start } = load("./launch/start.ts");
await start(process.argv.slice(2));
