import { parseEnv } from "@/lib/env";
import { createRuntime, jobContext } from "@/lib/runtime";
import { advanceImport } from "../advance-import";
import { readBatch } from "../repository";

/** A worker of its own process for a test: advances the named batches until none of them runs any more. */
async function main([companyId = "", ...batchIds]: string[]): Promise<void> {
  const runtime = createRuntime({ name: "test-worker", queueRole: "sender", env: parseEnv(process.env) });
  const ctx = jobContext(runtime, "imports.advance", companyId);
  const timing = { lagReads: 4, lagMs: 40, settledMs: 150, pollMs: 30 };
  const runs = async (batchId: string) =>
    (await readBatch(ctx.db, companyId, batchId))?.status === "scheduling";
  for (let open = batchIds; open.length > 0; ) {
    await Promise.allSettled(
      open.map((batchId) => advanceImport(ctx, batchId, new AbortController().signal, timing)),
    );
    const running = await Promise.all(open.map(runs));
    open = open.filter((_, index) => running[index]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await runtime.close();
}

void main(process.argv.slice(2));
