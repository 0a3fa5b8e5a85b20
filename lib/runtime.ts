import type PgBoss from "pg-boss";
import { type OpenDatabase, openDatabase } from "@/db/client";
import type { SignedIn } from "@/lib/auth/signed-in";
import { type ConnectionTokens, createTokenSource } from "@/lib/connections/token-source";
import type { Clock, Context } from "@/lib/context";
import { type Env, env } from "@/lib/env";
import type { Enqueue } from "@/lib/jobs/define-job";
import { createEnqueue, openQueue } from "@/lib/jobs/queue";
import { createLogger, type Logger } from "@/lib/log";
import { createUpstream } from "@/lib/upstream/client";
import type { Upstream } from "@/lib/upstream/types";
import { callerCountry } from "@/lib/watch/caller-country";

/** What one process shares: pool, queue, upstream client, clock, log. */
export type Runtime = {
  env: Env;
  log: Logger;
  clock: Clock;
  database: OpenDatabase;
  upstream: Upstream;
  tokens: ConnectionTokens;
  queue: () => Promise<PgBoss>;
  enqueue: Enqueue;
  close: () => Promise<void>;
};

/** Wires a process together. The queue is opened on first use. */
export function createRuntime(options: {
  name: string;
  queueRole: "sender" | "worker";
  env?: Env;
  clock?: Clock;
}): Runtime {
  const settings = options.env ?? env();
  const log = createLogger({ level: settings.LOG_LEVEL, name: options.name });
  const clock = options.clock ?? { now: () => new Date() };
  const database = openDatabase({
    url: settings.DATABASE_URL,
    poolSize: settings.DATABASE_POOL_SIZE,
    name: `2chat-${options.name}`,
  });
  const tokens = createTokenSource({ db: database.db, env: settings, clock, log });
  const upstream = createUpstream({
    baseUrl: settings.upstream.baseUrl,
    tokens,
    db: database.db,
    clock,
    log,
  });
  let opened: Promise<PgBoss> | undefined;
  const queue = () => {
    opened ??= openQueue({ databaseUrl: settings.DATABASE_URL, role: options.queueRole }).catch(
      (error: unknown) => {
        opened = undefined;
        throw error;
      },
    );
    return opened;
  };
  return {
    env: settings,
    log,
    clock,
    database,
    upstream,
    tokens,
    queue,
    enqueue: createEnqueue(queue),
    close: async () => {
      const boss = await opened?.catch(() => undefined);
      await boss?.stop({ graceful: true, timeout: 8_000, wait: true });
      await upstream.close();
      await tokens.close();
      await database.close();
    },
  };
}

const shared = globalThis as typeof globalThis & { __runtime?: Runtime };

/** The web process's runtime; survives module reloads of the development server. */
export function runtime(): Runtime {
  shared.__runtime ??= createRuntime({ name: "web", queueRole: "sender" });
  return shared.__runtime;
}

/** Tests put their own runtime in place (another database, a fixed clock). */
export function replaceRuntime(next: Runtime | undefined): void {
  if (next) shared.__runtime = next;
  else delete shared.__runtime;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The context of one request. Public routes get one without a company or location. */
export function contextFor(
  request: { headers: Headers },
  requestId: string,
  person: SignedIn | null,
): Context {
  const { database, clock, log, enqueue, upstream } = runtime();
  return {
    actor: person
      ? {
          kind: "person",
          userId: person.userId,
          sessionId: person.sessionId,
          name: person.name,
          email: person.email,
          role: person.role,
          steppedUpAt: person.steppedUpAt,
        }
      : { kind: "system", name: "Visitor" },
    companyId: person?.companyId ?? NOBODY,
    locations: person?.locations ?? new Set(),
    requestId,
    address: callerAddress(request.headers),
    userAgent: request.headers.get("user-agent"),
    country: callerCountry(request.headers, env().TRUST_PROXY),
    db: database.db,
    clock,
    log: log.child({ requestId }),
    enqueue,
    upstream,
    locationChecks: { count: 0 },
  };
}

/** The context of a job of one company: every location, nobody's session. */
export function jobContext(from: Runtime, job: string, companyId: string): Context {
  return {
    actor: { kind: "job", name: job },
    companyId,
    locations: "all",
    requestId: crypto.randomUUID(),
    address: null,
    userAgent: null,
    db: from.database.db,
    clock: from.clock,
    log: from.log.child({ job }),
    enqueue: from.enqueue,
    upstream: from.upstream,
    locationChecks: { count: 0 },
  };
}

function callerAddress(headers: Headers): string | null {
  // Our own web server sets this from the socket; a client cannot (scripts/web.mjs overwrites it).
  const socket = headers.get("x-2chat-address");
  const forwarded = env().TRUST_PROXY ? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded ?? socket;
}
