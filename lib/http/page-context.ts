import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { resolveSession } from "@/lib/auth/resolve-session";
import type { SignedIn } from "@/lib/auth/signed-in";
import { type Context, hasRole, type Role } from "@/lib/context";
import { contextFor } from "@/lib/runtime";

/** Layout and page ask who is there; one request is looked up once. */
const whoAsks = cache(async () => {
  const requestHeaders = await headers();
  return { requestHeaders, person: await resolveSession(requestHeaders) };
});

/**
 * For server components: the signed-in person and their context. Somebody signed out goes to the sign-in page and comes
 * back to `returnTo` afterwards; a role that is too low goes to the overview, a missing second factor to the account.
 */
export async function pageContext(options: {
  role?: Role;
  returnTo: string;
  /** Shown also to somebody who still has to set up the second factor that their role asks for. */
  beforeFactor?: boolean;
}): Promise<{ ctx: Context; person: SignedIn }> {
  const { requestHeaders, person } = await whoAsks();
  if (!person) redirect(`/sign-in?to=${encodeURIComponent(options.returnTo)}`);
  if (person.factorMissing && !options.beforeFactor) redirect("/account?needed=factor");
  if (options.role && !hasRole(person.role, options.role)) redirect("/overview?refused=role");
  return { ctx: contextFor({ headers: requestHeaders }, crypto.randomUUID(), person), person };
}
