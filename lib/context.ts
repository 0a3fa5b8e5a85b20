import type { Logger } from "pino";
import type { Database } from "@/db/client";
import { AppError } from "@/lib/errors";
import type { Enqueue } from "@/lib/jobs/define-job";
import type { Upstream } from "@/lib/upstream/types";

export const ROLES = ["viewer", "marketer", "admin"] as const;
export type Role = (typeof ROLES)[number];

export type Actor =
  | {
      kind: "person";
      userId: string;
      sessionId: string;
      name: string;
      email: string;
      role: Role;
      steppedUpAt: Date | null;
    }
  | { kind: "api_key"; keyId: string; name: string; role: Role }
  | { kind: "job"; name: string }
  | { kind: "system"; name: string };

/** Which locations the actor may touch. Jobs and admins: all of their company. */
export type LocationAccess = "all" | ReadonlySet<string>;

export type Clock = { now(): Date };

/** What every use case receives: who acts, for which company, on which locations, and the means to act. */
export type Context = {
  actor: Actor;
  companyId: string;
  locations: LocationAccess;
  requestId: string;
  /** Caller's network address and browser, for the audit; null in jobs. */
  address: string | null;
  userAgent: string | null;
  /** Two letters, where a trusted proxy names the caller's country. */
  country?: string | null;
  db: Database;
  clock: Clock;
  log: Logger;
  enqueue: Enqueue;
  upstream: Upstream;
  /** Counts `requireLocation` calls: a route that loads its location from a record must have made one. */
  locationChecks: { count: number };
};

/** True when the actor may touch the location. Counts as a check. */
export function mayUseLocation(ctx: Context, locationId: string): boolean {
  ctx.locationChecks.count++;
  return ctx.locations === "all" || ctx.locations.has(locationId);
}

/** Throws `location_refused` unless the actor may touch the location. */
export function requireLocation(ctx: Context, locationId: string): void {
  if (!mayUseLocation(ctx, locationId)) throw new AppError("location_refused");
}

/** True when `role` is at least `needed`: viewer < marketer < admin. */
export function hasRole(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** Throws `role_refused` unless the actor has at least the role. Jobs and the system always have it. */
export function requireRole(ctx: Context, needed: Role): void {
  if ("role" in ctx.actor && !hasRole(ctx.actor.role, needed)) throw new AppError("role_refused");
}

/** The person's user id, or null for a job or a script's key. */
export function actorUserId(ctx: Context): string | null {
  return ctx.actor.kind === "person" ? ctx.actor.userId : null;
}
