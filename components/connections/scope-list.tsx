"use client";

import { ShieldCheck } from "lucide-react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import type { ConnectionView, ScopeUse } from "@/lib/connections/schema";
import { age, number } from "@/lib/format";
import { useAuthorize } from "./queries";

const MONTH_MS = 30 * 86_400_000;

const GROUPS: { use: ScopeUse["use"]; title: string }[] = [
  { use: "used", title: "Used in the last 30 days" },
  { use: "unused", title: "Unused in the last 30 days" },
  { use: "never", title: "Never used" },
];

/** Every scope with its use, and the way to give back those nobody needs. */
export function ScopeList({ connection }: { connection: ConnectionView }) {
  const authorize = useAuthorize();
  const never = connection.scopes.filter((scope) => scope.use === "never");
  const kept = connection.scopes.filter((scope) => scope.use !== "never").map((scope) => scope.name);
  // Before a month has passed, "never used" says nothing yet.
  const tried = Date.now() - new Date(connection.addedAt).getTime() > MONTH_MS;
  const canShrink = tried && connection.kind !== "api_key" && never.length > 0 && kept.length > 0;
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
      {GROUPS.map(({ use, title }) => {
        const scopes = connection.scopes.filter((scope) => scope.use === use);
        if (scopes.length === 0) return null;
        return (
          <div key={use} className="min-w-0">
            <h4 className="flex justify-between gap-2 text-meta text-muted">
              {title} <span className="tabular-nums">{scopes.length}</span>
            </h4>
            <ul>
              {scopes.map((scope) => (
                <li key={scope.name} className="flex items-baseline gap-3 py-1">
                  <div className="min-w-0 flex-1">
                    <code className="break-all rounded bg-sunken px-1.5 py-0.5 font-mono text-meta">
                      {scope.name}
                    </code>
                    <p className="mt-0.5 text-meta text-muted">{scope.label}</p>
                  </div>
                  <span className="text-meta text-muted tabular-nums">
                    {use === "used" ? number(scope.calls) : scope.lastUsedAt ? age(scope.lastUsedAt) : ""}
                  </span>
                </li>
              ))}
            </ul>
            {use === "never" && canShrink && (
              <Button
                size="sm"
                className="mt-2"
                loading={authorize.isPending}
                onClick={() => authorize.mutate({ connectionId: connection.id, scopes: kept, only: true })}
              >
                <ShieldCheck aria-hidden />
                Reconnect without {never.length === 1 ? "this one" : `these ${never.length}`}
              </Button>
            )}
          </div>
        );
      })}
      {authorize.isError && (
        <p role="alert" className="text-bad text-meta">
          {sentenceOf(authorize.error)}
        </p>
      )}
    </div>
  );
}
