import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/** The signed-in person who acts. Throws `not_signed_in` for jobs and scripts: they own no account. */
export function requireActor(ctx: Context): Extract<Actor, { kind: "person" }> {
  if (ctx.actor.kind !== "person") throw new AppError("not_signed_in");
  return ctx.actor;
}
