import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readBytes } from "@/lib/http/read-body";
import { type AnyWebhook, anyWebhook, knownWebhook } from "@/lib/upstream/contract";
import {
  keepDelivery,
  readCompanyOf,
  readTouched,
  revokeConnection,
  saveOutcome,
} from "./webhook-repository";
import { isSigned, webhookKeysOf } from "./webhook-signature";

const WINDOW_MS = 5 * 60_000;
const MAX_BYTES = 256 * 1024;
const LOCATIONS_SYNC = { name: "locations.sync" } as const;

export type WebhookReply = { received: true; outcome: string };

/**
 * Takes one delivery of the upstream: signature over the raw body, five minutes of window, each id once. A database that
 * is down is answered with 429, the one answer after which the upstream tries again.
 */
export async function receiveWebhook(ctx: Context, request: Request): Promise<WebhookReply> {
  const body = await readBytes(request, MAX_BYTES);
  if (!isSigned(body, request.headers, await webhookKeysOf(env()))) {
    throw new AppError("role_refused", {
      message: "The signature of this delivery is not right. Nothing was done.",
    });
  }
  const delivery = parse(body);
  const off = Math.abs(ctx.clock.now().getTime() - Date.parse(delivery.timestamp));
  if (off > WINDOW_MS) {
    throw new AppError("invalid_input", {
      message: "The delivery's time is more than 5 minutes off. Check the clock of this machine.",
    });
  }
  try {
    return { received: true, outcome: await keepAndApply(ctx, delivery) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    ctx.log.error({ err: error }, "a delivery could not be stored");
    throw new AppError("too_many_attempts", {
      message: "The delivery cannot be stored right now. Send it again in a minute.",
      retryAfterSeconds: 60,
      cause: error,
    });
  }
}

function parse(body: Uint8Array): AnyWebhook {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(body).toString("utf8"));
  } catch (cause) {
    throw new AppError("invalid_input", { message: "The delivery is not valid JSON.", cause });
  }
  const parsed = anyWebhook.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid_input", {
    message: parsed.error.issues[0]?.message ?? "The delivery is not valid.",
  });
}

/** The id is stored with what came of it, in one transaction: a crash in between leaves neither. */
function keepAndApply(ctx: Context, delivery: AnyWebhook): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const isNew = await keepDelivery(tx, {
      webhookId: delivery.webhookId,
      type: delivery.type,
      upstreamCompanyId: delivery.companyId ?? null,
      locationId: delivery.locationId ?? null,
    });
    if (!isNew) {
      throw new AppError("conflict", {
        message: "This delivery was received before. Nothing was done again.",
      });
    }
    const outcome = await apply(ctx, tx, delivery);
    await saveOutcome(tx, delivery.webhookId, outcome);
    return outcome;
  });
}

type Tx = Parameters<Parameters<Context["db"]["transaction"]>[0]>[0];

async function apply(ctx: Context, tx: Tx, delivery: AnyWebhook): Promise<string> {
  const known = knownWebhook.safeParse(delivery);
  if (!known.success) return "Kept. The product does not act on this kind.";
  const { type } = known.data;
  const company = await readCompanyOf(tx, delivery.companyId ?? null, delivery.locationId ?? null);
  switch (type) {
    case "INSTALL":
    case "AppInstall":
    case "LocationCreate":
    case "LocationUpdate":
      // An installation may be told of before anybody here confirmed it: it grants nothing by itself.
      if (!company) return "Waits for a signed-in admin to connect the agency.";
      await ctx.enqueue(LOCATIONS_SYNC, { companyId: company }, { tx, key: company });
      return "The agency's locations are read anew.";
    case "UNINSTALL":
    case "AppUninstall":
      if (!company) return "The agency is not connected here.";
      return revoke(ctx, tx, company, delivery);
    default:
      return "Kept. No automation waits for it.";
  }
}

/** An agency's uninstall names the company only: its location tokens go too. */
async function revoke(ctx: Context, tx: Tx, companyId: string, delivery: AnyWebhook): Promise<string> {
  const locationId = delivery.locationId ?? null;
  const touched = await readTouched(tx, companyId, locationId);
  const reason =
    "The app was uninstalled at the Social Media API, so its tokens were destroyed. Nothing that is stored here was lost.";
  for (const connection of touched) {
    await revokeConnection(tx, connection, locationId, reason);
    await recordAudit(
      tx,
      { ...ctx, companyId },
      {
        action: "connection.uninstalled",
        targetKind: "connection",
        targetId: connection.id,
        targetName: connection.label,
        locationId,
        before: { status: connection.status },
        after: { webhookId: delivery.webhookId },
      },
    );
  }
  return `Access ended for ${touched.length} ${touched.length === 1 ? "connection" : "connections"}.`;
}
