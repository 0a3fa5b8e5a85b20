import { credentials } from "@/db/schema";
import { createTokenSource } from "@/lib/connections/token-source";
import { parseEnv } from "@/lib/env";
import { createRuntime } from "@/lib/runtime";

/**
 * A process that renews one credential and is killed by SIGKILL when the new token has come and is about to be saved:
 * nothing of it can clean up. Its settings come from the environment; credential and version from the command line.
 */
async function loseAnswer(credentialId: string, version: number): Promise<void> {
  const env = parseEnv(process.env);
  const runtime = createRuntime({ name: "lost-answer", queueRole: "sender", env });
  const { db } = runtime.database;
  const dying = new Proxy(db, {
    get(target, name, receiver) {
      if (name !== "insert") return Reflect.get(target, name, receiver);
      return (table: Parameters<typeof db.insert>[0]) => {
        if (table === credentials) process.kill(process.pid, "SIGKILL");
        return target.insert(table);
      };
    },
  });
  const tokens = createTokenSource({ db: dying, env, clock: runtime.clock, log: runtime.log });
  await tokens.renewCredential(credentialId, version);
}

const [credentialId = "", version = "0"] = process.argv.slice(2);
void loseAnswer(credentialId, Number(version)).then(
  () => process.exit(0),
  () => process.exit(1),
);
