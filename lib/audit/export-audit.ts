import type { Context } from "@/lib/context";
import { CSV_MARK, csvRecord } from "@/lib/exports/write-csv";
import { watchExport } from "@/lib/watch/notice-export";
import { eventOf } from "./list-audit";
import { recordAudit } from "./record-audit";
import { listAuditRows, readNewestSeq } from "./repository";
import type { AuditEvent, AuditFilter } from "./schema";
import { sentenceOf } from "./sentence-of";

const PAGE = 500;

const COLUMNS = [
  ["Number", (e: AuditEvent) => e.seq],
  ["Time (UTC)", (e: AuditEvent) => e.at],
  ["Who", (e: AuditEvent) => e.actorName],
  ["Kind of actor", (e: AuditEvent) => e.actorKind],
  ["What happened", (e: AuditEvent) => sentenceOf(e)],
  ["Action", (e: AuditEvent) => e.action],
  ["Target kind", (e: AuditEvent) => e.targetKind],
  ["Target", (e: AuditEvent) => e.targetName],
  ["Target id", (e: AuditEvent) => e.targetId],
  ["Location", (e: AuditEvent) => e.locationName],
  ["Location id", (e: AuditEvent) => e.locationId],
  ["Before", (e: AuditEvent) => json(e.before)],
  ["After", (e: AuditEvent) => json(e.after)],
  ["Address", (e: AuditEvent) => e.address],
  ["Request", (e: AuditEvent) => e.requestId],
  ["Trace", (e: AuditEvent) => e.traceId],
  ["Hash", (e: AuditEvent) => e.hash],
] as const;

/** Every event that fits the filter, streamed a page at a time; the export itself becomes an event first. */
export async function exportAudit(
  ctx: Context,
  filter: AuditFilter,
  format: "csv" | "json",
): Promise<Response> {
  const upTo = await readNewestSeq(ctx.db, ctx.companyId);
  await ctx.db.transaction((tx) =>
    recordAudit(tx, ctx, { action: "audit.exported", targetKind: "audit", after: { format, filter } }),
  );
  const day = ctx.clock.now().toISOString().slice(0, 10);
  const type = format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
  return new Response(stream(watchExport(ctx, pages(ctx, filter, upTo)), format), {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="audit-${day}.${format}"`,
    },
  });
}

async function* pages(ctx: Context, filter: AuditFilter, upTo: number): AsyncGenerator<AuditEvent[]> {
  let before: number | null = null;
  while (true) {
    const rows: Awaited<ReturnType<typeof listAuditRows>> = await listAuditRows(
      ctx.db,
      ctx.companyId,
      filter,
      {
        before,
        upTo,
        limit: PAGE,
      },
    );
    if (rows.length > 0) yield rows.map(eventOf);
    before = rows.at(-1)?.seq ?? null;
    if (rows.length < PAGE || before === null) return;
  }
}

function stream(source: AsyncGenerator<AuditEvent[]>, format: "csv" | "json"): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let first = true;
  return new ReadableStream({
    start(controller) {
      const head = format === "csv" ? `${CSV_MARK}${csvRecord(COLUMNS.map(([name]) => name))}` : "[";
      controller.enqueue(encoder.encode(head));
    },
    async pull(controller) {
      const { value: events, done } = await source.next();
      if (done) {
        if (format === "json") controller.enqueue(encoder.encode("]\n"));
        controller.close();
        return;
      }
      const text =
        format === "csv"
          ? events.map((event) => csvRecord(COLUMNS.map(([, read]) => read(event)))).join("")
          : (first ? "" : ",") + events.map((event) => JSON.stringify(event)).join(",");
      first = false;
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
