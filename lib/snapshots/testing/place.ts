import { companies, locations } from "@/db/schema";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Context } from "@/lib/context";
import { createLogger } from "@/lib/log";
import type { Upstream } from "@/lib/upstream/types";

export type Enqueued = { job: string; payload: Record<string, unknown>; startAfterSeconds: number };

/** A database with one agency and two locations, and a context that acts as its jobs do. */
export async function openPlace(upstream: Upstream, now = "2026-04-10T12:00:00Z") {
  const database = await createTestDatabase();
  const clock = { at: new Date(now), now: () => clock.at };
  const [company] = await database.db
    .insert(companies)
    .values({ name: "Northwind Agency", upstreamId: "COMPANY0000000000001" })
    .returning();
  if (!company) throw new Error("no company was stored");
  await database.db.insert(locations).values([
    { id: "LOC1", companyId: company.id, name: "Harbour Dental", timezone: "Europe/London" },
    { id: "LOC2", companyId: company.id, name: "Bondi Surf School", timezone: "Australia/Sydney" },
  ]);
  const enqueued: Enqueued[] = [];
  const ctx: Context = {
    actor: { kind: "job", name: "test" },
    companyId: company.id,
    locations: "all",
    requestId: "test",
    address: null,
    userAgent: null,
    db: database.db,
    clock,
    log: createLogger({ level: "silent", name: "test" }),
    enqueue: async (job, payload, options = {}) => {
      enqueued.push({ job: job.name, payload, startAfterSeconds: options.startAfterSeconds ?? 0 });
    },
    upstream,
    locationChecks: { count: 0 },
  };
  return { ...database, ctx, clock, enqueued, companyId: company.id };
}

export type Place = Awaited<ReturnType<typeof openPlace>>;
