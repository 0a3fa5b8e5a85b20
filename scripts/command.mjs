#!/usr/bin/env node
// One door for the maintenance commands: `node scripts/command.mjs audit-verify`, `… vault rotate`.
import { fail, requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
const load = await typescript(import.meta.url);
const { vault, verifyAudit } = load("./launch/commands.ts");
const [name, ...args] = process.argv.slice(2);
const commands = { "audit-verify": verifyAudit, vault: () => vault(args) };
if (!commands[name])
  fail(
    `There is no command ${name ?? "without a name"}. Choose one of: ${Object.keys(commands).join(", ")}.`,
  );
process.exitCode = await commands[name]().catch((error) => fail(error.message));
