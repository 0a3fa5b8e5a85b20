import { resolveSession } from "@/lib/auth/resolve-session";
import { hasRole } from "@/lib/context";
import { env } from "@/lib/env";
import { syncLocations } from "@/lib/locations/sync-locations";
import { contextFor } from "@/lib/runtime";
import { finishAuthorization } from "./finish-authorization";
import { pendingInstallCookie } from "./pending-install";
import { readConnection } from "./repository";
import type { CallbackQuery } from "./schema";

/**
 * Answers the browser that comes back from an authorization, always with a redirect to the Connections page: connected,
 * a problem in words, or an installation from the marketplace that waits for the admin's yes.
 */
export async function answerCallback(
  request: Request,
  requestId: string,
  query: CallbackQuery,
): Promise<Response> {
  const person = await resolveSession(request.headers);
  if (!person) return to(`/sign-in?to=${encodeURIComponent("/connections?problem=signed_out")}`);
  if (!hasRole(person.role, "admin")) return to("/overview?refused=role");
  const ctx = contextFor(request, requestId, person);
  const end = await finishAuthorization(ctx, query);
  if ("problem" in end) return to(`/connections?problem=${end.problem}`);
  if ("confirm" in end) {
    return to("/connections?install=waiting", { "set-cookie": pendingInstallCookie(end.confirm) });
  }
  const connection = await readConnection(ctx.db, ctx.companyId, end.connectionId);
  return to(`/connections?connected=1${(await afterConnecting(ctx, connection?.kind)) ? "" : "&unread=1"}`);
}

/** Reads the agency's locations. False: connected all the same, but the list has to be read again. */
export async function afterConnecting(
  ctx: Parameters<typeof syncLocations>[0],
  kind: string | undefined,
): Promise<boolean> {
  if (kind !== "agency_oauth") return true;
  try {
    await syncLocations(ctx);
    return true;
  } catch (error) {
    ctx.log.warn({ err: error }, "locations could not be read after connecting");
    return false;
  }
}

function to(path: string, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { location: new URL(path, env().appUrl).href, ...headers },
  });
}
