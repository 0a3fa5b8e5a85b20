#!/usr/bin/env node
// Plain JavaScript on purpose: it must be able to say what is missing before anything else can run.
import { requireTools } from "./launch/require-tools.mjs";

await requireTools();
const { register } = await import("tsx/esm/api");
register();
const { start } = await import("./launch/start.ts");
await start(process.argv.slice(2));
