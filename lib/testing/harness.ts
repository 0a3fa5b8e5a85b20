import { createTestDatabase } from "@/db/testing/test-database";
import { createCompany } from "@/lib/auth/testing/people";
import { connectCompanyForTest } from "@/lib/connections/testing";
import type { Clock, Context } from "@/lib/context";
import { type Env, parseEnv } from "@/lib/env";
import { syncLocations } from "@/lib/locations/sync-locations";
import { createRuntime, jobContext, type Runtime, replaceRuntime } from "@/lib/runtime";
import { jobs } from "@/lib/worker/registry";
import type { SandboxOptions } from "@/sandbox/options";
import { createSandbox } from "@/sandbox/server";

export type Harness = {
  runtime: Runtime;
  env: Env;
  sandboxUrl: string;
  companyId: string;
  /** Upstream ids to start from. */
  locationIds: string[];
  ctx: Context;
  /** `POST /__sandbox/faults`. */
  fault: (fault: Record<string, unknown>) => Promise<void>;
  /** Runs the named job at once, in this process, as the worker would. */
  runJob: (name: string, payload: Record<string, unknown>) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * A product of one's own for an integration test: real database, real sandbox over HTTP, a company that is connected
 * and whose locations are known (unless `connected: false`). Route handlers called in the test use this runtime.
 */
export async function startHarness(
  options: {
    connected?: boolean;
    clock?: Clock;
    sandbox?: Partial<SandboxOptions>;
    env?: Record<string, string>;
  } = {},
): Promise<Harness> {
  const database = await createTestDatabase();
  const sandbox = createSandbox({ csvDelayMs: 20, rateMax: 10_000, ...options.sandbox });
  const { url: sandboxUrl, close: closeSandbox } = await sandbox.listen(0);
  const settings = {
    DATABASE_URL: database.url,
    APP_URL: "http://127.0.0.1:3000",
    SESSION_SECRET: "test-secret-".repeat(4),
    VAULT_KEYS: `test:${Buffer.alloc(32, 1).toString("base64")}`,
    SANDBOX_PORT: new URL(sandboxUrl).port,
    LOG_LEVEL: "silent",
    ...options.env,
  };
  // Code that reads the settings of its process (cookies, origins) must see the same ones.
  Object.assign(process.env, settings);
  const env = parseEnv({ ...process.env, ...settings });
  const runtime = createRuntime({
    name: "test",
    queueRole: "sender",
    env,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  replaceRuntime(runtime);
  const { companyId } = await createCompany(runtime.database.db, "Northwind Agency");
  const ctx = jobContext(runtime, "test", companyId);
  if (options.connected !== false) {
    await connectCompanyForTest({ db: runtime.database.db, env, sandboxUrl, companyId });
    await syncLocations(ctx);
  }
  const state = (await (await fetch(`${sandboxUrl}/__sandbox/state`)).json()) as {
    locations: { id: string }[];
  };
  return {
    runtime,
    env,
    sandboxUrl,
    companyId,
    locationIds: state.locations.map((location) => location.id),
    ctx,
    fault: (fault) => post(`${sandboxUrl}/__sandbox/faults`, fault),
    runJob: async (name, payload) => {
      const job = jobs.find((one) => one.name === name);
      if (!job) throw new Error(`no job is named ${name}`);
      await job.deliver(payload, (id) => jobContext(runtime, name, id), new AbortController().signal);
    },
    close: async () => {
      replaceRuntime(undefined);
      await runtime.close();
      await closeSandbox();
      await database.drop();
    },
  };
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}
