#!/usr/bin/env node
// `npm run seed:scale [locations]`: an agency of a thousand clients, to see the product at that size.
import { fail, requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { seedScaleCommand } = load("./seed-scale.ts");
await seedScaleCommand(process.argv.slice(2)).catch((error) => fail(error.message));
