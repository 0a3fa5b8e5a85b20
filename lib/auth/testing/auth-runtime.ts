import { createTestDatabase } from "@/db/testing/test-database";
import { parseEnv } from "@/lib/env";
import { contextFor, createRuntime, type Runtime, replaceRuntime } from "@/lib/runtime";

/** Database, settings and runtime for tests of sign-in and people: no sandbox, no connection. */
export async function openAuthRuntime(): Promise<Runtime & { drop: () => Promise<void> }> {
  const database = await createTestDatabase();
  const settings = {
    DATABASE_URL: database.url,
    APP_URL: "http://127.0.0.1:3000",
    SESSION_SECRET: "test-secret-".repeat(4),
    VAULT_KEYS: `test:${Buffer.alloc(32, 1).toString("base64")}`,
    LOG_LEVEL: "silent",
  };
  Object.assign(process.env, settings);
  const runtime = createRuntime({
    name: "test",
    queueRole: "sender",
    env: parseEnv({ ...process.env, ...settings }),
  });
  replaceRuntime(runtime);
  return {
    ...runtime,
    drop: async () => {
      replaceRuntime(undefined);
      await runtime.close();
      await database.drop();
    },
  };
}

/** Nobody's context, as a public route gets it; every call comes from the address given. */
export function visitor(address = "192.0.2.1") {
  return contextFor({ headers: new Headers({ "x-2chat-address": address }) }, crypto.randomUUID(), null);
}
