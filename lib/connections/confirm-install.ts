import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { afterConnecting } from "./answer-callback";
import { redeemCode } from "./finish-authorization";
import { forgottenInstallCookie, pendingInstallOf } from "./pending-install";
import { readConnection } from "./repository";
import { CALLBACK_PROBLEMS } from "./schema";

/** Redeems the code of a marketplace installation that this admin has said yes to, in the browser it arrived in. */
export async function confirmInstall(ctx: Context, request: Request): Promise<Response> {
  requireRole(ctx, "admin");
  const code = pendingInstallOf(request.headers);
  if (!code) {
    throw new AppError("unprocessable", {
      message:
        "No installation waits in this browser. Start again from the marketplace, or connect the agency here.",
    });
  }
  const end = await redeemCode(ctx, code, null);
  if (!("connectionId" in end)) {
    const message = "problem" in end ? CALLBACK_PROBLEMS[end.problem] : CALLBACK_PROBLEMS.no_code;
    throw new AppError("unprocessable", { message });
  }
  const connection = await readConnection(ctx.db, ctx.companyId, end.connectionId);
  await afterConnecting(ctx, connection?.kind);
  return Response.json(end, { headers: { "set-cookie": forgottenInstallCookie() } });
}
