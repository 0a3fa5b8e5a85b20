import { parseEnv } from "@/lib/env";
import { createRuntime, jobContext } from "@/lib/runtime";
import { getAccount } from "@/lib/upstream/contract";

/**
 * One process of the refresh race: waits for "go", makes many calls at once, tells how many were answered. Its settings
 * come from the environment; the company and location from the command line.
 */
async function race(companyId: string, locationId: string, calls: number): Promise<void> {
  const runtime = createRuntime({ name: "race", queueRole: "sender", env: parseEnv(process.env) });
  const ctx = jobContext(runtime, "race", companyId);
  await runtime.database.db.execute("select 1");
  process.send?.({ ready: true });
  await new Promise((resolve) => process.once("message", resolve));
  const results = await Promise.allSettled(
    Array.from({ length: calls }, () =>
      runtime.upstream.call(ctx, getAccount, { params: { locationId } }, { priority: "person" }),
    ),
  );
  const answered = results.filter((result) => result.status === "fulfilled").length;
  const errors = results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  process.send?.({ answered, errors: [...new Set(errors)] });
  await runtime.close();
  process.disconnect();
}

const [companyId = "", locationId = "", calls = "50"] = process.argv.slice(2);
void race(companyId, locationId, Number(calls));
