import { z } from "zod";
import type { Context } from "@/lib/context";
import { VERSION } from "@/lib/version";
import { countLivingWorkers, ping } from "./repository";

const part = z.enum(["ok", "down"]);

export const health = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  db: part,
  worker: part,
  upstream: part,
});
export type Health = z.output<typeof health>;

const UPSTREAM_MS = 3_000;

/** Whether database, worker (seen in the last 20 s) and upstream answer. Never throws. */
export async function checkHealth(ctx: Context, upstreamUrl: string): Promise<Health> {
  const [db, worker, upstream] = await Promise.all([
    answers(ping(ctx.db)),
    answers(
      countLivingWorkers(ctx.db).then((living) => living > 0 || Promise.reject(new Error("no worker"))),
    ),
    // Any HTTP answer will do: without a token the upstream refuses, and that it refuses shows that it is there.
    answers(fetch(upstreamUrl, { method: "HEAD", signal: AbortSignal.timeout(UPSTREAM_MS) })),
  ]);
  const status = [db, worker, upstream].every((one) => one === "ok") ? "ok" : "degraded";
  return { status, version: VERSION, db, worker, upstream };
}

async function answers(check: Promise<unknown>): Promise<"ok" | "down"> {
  try {
    await check;
    return "ok";
  } catch {
    return "down";
  }
}
