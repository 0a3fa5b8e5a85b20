"use client";

import { ChevronRight } from "lucide-react";
import { listChanges } from "@/lib/audit/list-changes";
import type { AuditEvent } from "@/lib/audit/schema";
import { sentenceOf } from "@/lib/audit/sentence-of";
import { time } from "@/lib/format";

const ACTOR: Record<AuditEvent["actorKind"], string> = {
  person: "Person",
  job: "Job",
  api_key: "API key",
  webhook: "Webhook",
  system: "System",
};

/** One sentence; opened, what changed and where it came from. */
export function AuditEventRow({ event, timezone }: { event: AuditEvent; timezone: string }) {
  const changes = listChanges(event.before, event.after);
  const facts = [
    ["Number", String(event.seq)],
    ["Who", `${event.actorName} (${ACTOR[event.actorKind].toLowerCase()})`],
    ["Action", event.action],
    ["Target", [event.targetKind, event.targetName, event.targetId].filter(Boolean).join(", ")],
    ["Address", event.address],
    ["Request", event.requestId],
    ["Trace", event.traceId],
    ["Hash", event.hash],
  ] as const;
  return (
    <li>
      <details className="group">
        <summary className="flex cursor-pointer list-none items-baseline gap-3 px-4 py-2 -outline-offset-2 hover:bg-sunken/60 pointer-coarse:py-3 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            className="size-3.5 shrink-0 translate-y-0.5 text-muted transition-transform duration-[120ms] group-open:rotate-90"
            aria-hidden
          />
          <span className="w-11 shrink-0 text-muted tabular-nums">{time(event.at, timezone)}</span>
          <span className="min-w-0 flex-1">{sentenceOf(event)}</span>
          <span className="shrink-0 text-meta text-muted max-md:hidden">{event.address}</span>
          <code className="shrink-0 font-mono text-meta text-muted max-lg:hidden">
            {event.hash.slice(0, 8)}
          </code>
        </summary>
        <div className="grid gap-4 border-t bg-sunken/50 px-4 py-3 md:grid-cols-2 md:pl-11">
          <div>
            <h3 className="font-medium text-meta text-muted">What changed</h3>
            {changes.length === 0 ? (
              <p className="mt-1 text-muted">Nothing more was recorded.</p>
            ) : (
              <dl className="mt-1 grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-4 gap-y-1">
                {changes.map(({ field, before, after }) => (
                  <div key={field} className="contents">
                    <dt className="text-muted">{field}</dt>
                    <dd className="break-words">
                      {before !== null && <del className="text-muted">{before}</del>}
                      {before !== null && after !== null && <span aria-hidden> → </span>}
                      {after !== null && <ins className="no-underline">{after}</ins>}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] content-start gap-x-4 gap-y-1 text-meta">
            {facts.map(([name, value]) =>
              value ? (
                <div key={name} className="contents">
                  <dt className="text-muted">{name}</dt>
                  <dd className="break-all font-mono">{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
        </div>
      </details>
    </li>
  );
}
