import { recordAudit } from "@/lib/audit/record-audit";
import { hashToken, newSessionToken } from "@/lib/auth/session-token";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { requireOwnLocations } from "@/lib/people/require-own-locations";
import { endFeedToken, type FeedTokenRow, insertFeedToken, readFeedTokens } from "./repository";
import { FEED_PREFIX, type FeedToken, type NewFeedToken } from "./schema";

const DAY_MS = 86_400_000;

/** Where the feed is read from. */
export const feedUrl = (): string => `${env().appUrl}/api/feed/snapshots`;

/** The agency's feed tokens, newest first, those that ended too. */
export async function listFeedTokens(ctx: Context): Promise<{ tokens: FeedToken[]; url: string }> {
  requireRole(ctx, "admin");
  const now = ctx.clock.now();
  const rows = await readFeedTokens(ctx.db, ctx.companyId);
  return { tokens: rows.map((row) => viewOf(row, now)), url: feedUrl() };
}

/** Makes a token that reads the feed and nothing else. Its secret is answered this once. */
export async function createFeedToken(
  ctx: Context,
  input: NewFeedToken,
): Promise<{ token: FeedToken; secret: string; url: string }> {
  requireRole(ctx, "admin");
  const locationIds = input.allLocations ? [] : [...new Set(input.locationIds)];
  if (!input.allLocations && locationIds.length === 0) {
    throw new AppError("unprocessable", { message: "Choose at least one location, or all of them." });
  }
  const secret = FEED_PREFIX + newSessionToken();
  const now = ctx.clock.now();
  const row = await ctx.db.transaction(async (tx) => {
    await requireOwnLocations(tx, ctx, locationIds);
    const token = await insertFeedToken(tx, {
      companyId: ctx.companyId,
      name: input.name,
      prefix: secret.slice(0, 10),
      tokenHash: hashToken(secret),
      allLocations: input.allLocations,
      locationIds,
      createdBy: actorUserId(ctx),
      createdByName: ctx.actor.name,
      createdAt: now,
      expiresAt: input.expiresInDays === null ? null : new Date(now.getTime() + input.expiresInDays * DAY_MS),
    });
    await recordAudit(tx, ctx, {
      action: "feed_token.created",
      targetKind: "feed token",
      targetId: token.id,
      targetName: token.name,
      after: {
        prefix: token.prefix,
        allLocations: token.allLocations,
        locationIds,
        expiresAt: token.expiresAt,
      },
    });
    return token;
  });
  return { token: viewOf(row, now), secret, url: feedUrl() };
}

/** Ends a token at once, also for a download under way. Throws `not_found` for one that is over. */
export async function revokeFeedToken(ctx: Context, tokenId: string): Promise<FeedToken> {
  requireRole(ctx, "admin");
  const now = ctx.clock.now();
  const row = await ctx.db.transaction(async (tx) => {
    const ended = await endFeedToken(tx, ctx.companyId, tokenId, now);
    if (!ended) throw new AppError("not_found", { message: "This feed token has ended already." });
    await recordAudit(tx, ctx, {
      action: "feed_token.revoked",
      targetKind: "feed token",
      targetId: ended.id,
      targetName: ended.name,
    });
    return ended;
  });
  return viewOf(row, now);
}

function viewOf(row: FeedTokenRow, now: Date): FeedToken {
  return {
    tokenId: row.id,
    name: row.name,
    prefix: row.prefix,
    allLocations: row.allLocations,
    locationIds: row.locationIds,
    createdByName: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    status: row.revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= now ? "expired" : "working",
  };
}
