import { hashToken } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type ExportTable, tableOf } from "@/lib/exports/table";
import { downloadTable } from "@/lib/exports/write-table";
import { plus } from "@/lib/reports/figures";
import { METRICS } from "@/lib/snapshots/schema";
import {
  type FeedRow,
  type FeedTokenRow,
  findLivingFeedToken,
  readCaptured,
  readHorizon,
  touchFeedToken,
} from "./repository";
import { CURSOR_HEADER, FEED_PREFIX, type FeedQuery } from "./schema";

const PAGE = 5_000;

/** The token of `Authorization: Bearer 2cf_…` or of the address; the header wins. */
export function feedSecretOf(headers: Headers, query: Pick<FeedQuery, "token">): string | null {
  const [scheme, bearer] = (headers.get("authorization") ?? "").split(" ");
  const secret = scheme?.toLowerCase() === "bearer" ? bearer : query.token;
  return secret?.startsWith(FEED_PREFIX) ? secret : null;
}

/**
 * Snapshots captured after `since`, each as it is now, in the order of capture. The cursor in the answer's head is the next
 * `since`: what is captured, or corrected, later than it comes then, and only then. A token that ends while the download runs
 * breaks it off: the connection is closed without an end, so that nobody takes a part for the whole.
 */
export async function readFeed(ctx: Context, query: FeedQuery, secret: string | null): Promise<Response> {
  const token =
    secret && (await findLivingFeedToken(ctx.db, { tokenHash: hashToken(secret) }, ctx.clock.now()));
  if (!token) {
    throw new AppError("not_signed_in", {
      message:
        "This feed token is missing, unknown, expired or revoked. An admin can make a new one under BI feed.",
    });
  }
  await touchFeedToken(ctx.db, token.id, ctx.clock.now());
  const since = query.since ? momentOf(query.since) : null;
  if (since !== null && since > momentOf(ctx.clock.now().toISOString())) {
    // Handed back as the cursor it would silence the feed until then.
    throw new AppError("invalid_input", {
      message:
        "since lies in the future. Give the cursor of your last download, or leave it out to read everything.",
    });
  }
  const horizon = await readHorizon(ctx.db, ctx.clock.now());
  const until = since !== null && since > horizon ? since : horizon;
  const response = await downloadTable(feedTable(ctx, token, { since, until }), query.format, "snapshots");
  response.headers.set(CURSOR_HEADER, until);
  return response;
}

/** To the microsecond, in UTC: such texts sort as the moments do. */
function momentOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(text)) return text;
  return new Date(text).toISOString().replace("Z", "000Z");
}

function feedTable(
  ctx: Context,
  token: FeedTokenRow,
  range: { since: string | null; until: string },
): ExportTable {
  const locationIds = token.allLocations ? null : token.locationIds;
  async function* pages(): AsyncGenerator<FeedRow[]> {
    let after: Parameters<typeof readCaptured>[1]["after"] = null;
    for (;;) {
      if (!(await findLivingFeedToken(ctx.db, { id: token.id }, ctx.clock.now()))) {
        throw new AppError("not_signed_in", {
          message: "The feed token was revoked while the feed was read.",
        });
      }
      const asked = { companyId: token.companyId, locationIds, ...range, after, limit: PAGE };
      const rows: FeedRow[] = await readCaptured(ctx.db, asked);
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = { capturedAt: last.captured_at, accountId: last.account_id, day: last.day };
    }
  }
  return tableOf<FeedRow>(
    "Snapshots",
    [
      ["snapshotId", "text", (row) => row.id],
      ["locationId", "text", (row) => row.location_id],
      ["location", "text", (row) => row.location],
      ["accountId", "text", (row) => row.account_id],
      ["account", "text", (row) => row.account],
      ["platform", "text", (row) => row.platform],
      ["day", "date", (row) => row.day],
      ...METRICS.map((metric) => [metric, "integer", (row: FeedRow) => row[metric]] as const),
      ["engagement", "integer", (row) => plus(plus(row.likes, row.comments), row.shares)],
      ["source", "text", (row) => row.source],
      ["completeness", "text", (row) => row.completeness],
      ["capturedAt", "moment", (row) => row.captured_at],
    ],
    pages(),
  );
}
