"use client";

import { useState } from "react";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { age, day, plural } from "@/lib/format";
import type { ShareView } from "@/lib/reports/share-schema";
import { useEndShare, useShares } from "./queries";

const STATUS: Record<ShareView["status"], { tone: Tone; word: string }> = {
  open: { tone: "good", word: "Open" },
  expired: { tone: "neutral", word: "Expired" },
  revoked: { tone: "neutral", word: "Revoked" },
};

/** The agency's links with their views; an open one can be revoked at once. `card`: on a page of its own, not in a dialog. */
export function ShareList({ enabled, card = false }: { enabled: boolean; card?: boolean }) {
  const shares = useShares(enabled);
  const end = useEndShare();
  const [asking, setAsking] = useState<ShareView | null>(null);
  if (shares.isError) return <ErrorState error={shares.error} onRetry={() => void shares.refetch()} />;
  if (!shares.data || shares.data.shares.length === 0) return null;
  return (
    <section
      aria-label="Links"
      className={card ? "rounded-card border bg-surface px-4 pt-3" : "border-t pt-3"}
    >
      {card ? (
        <h2 className="mb-1 font-semibold text-card">Share links</h2>
      ) : (
        <h3 className="mb-1 font-medium">Links</h3>
      )}
      <ul>
        {shares.data.shares.map((share) => (
          <li
            key={share.shareId}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b py-2 last:border-b-0"
          >
            <div className="min-w-40 flex-1">
              <p className="flex items-center gap-2">
                <span className="truncate font-medium">{share.label}</span>
                <StatusTag tone={STATUS[share.status].tone}>{STATUS[share.status].word}</StatusTag>
              </p>
              <p className="text-meta text-muted">{factsOf(share)}</p>
            </div>
            {share.status === "open" && (
              <Button size="sm" variant="danger" onClick={() => setAsking(share)}>
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={`Revoke the link “${asking?.label ?? ""}”?`}
        sentence="Whoever has it cannot open the report any more. This cannot be undone; you can make a new link."
        confirmLabel="Revoke the link"
        tone="danger"
        busy={end.isPending}
        error={end.isError ? sentenceOf(end.error) : undefined}
        onConfirm={() => asking && end.mutate(asking.shareId, { onSuccess: () => setAsking(null) })}
      />
    </section>
  );
}

function factsOf(share: ShareView): string {
  return [
    plural(share.locations, "location"),
    share.hasPassword ? "with password" : "no password",
    share.expiresAt ? `until ${day(share.expiresAt.slice(0, 10))}` : "until revoked",
    share.views === 0 ? "never opened" : `opened ${plural(share.views, "time")}`,
    ...(share.lastViewedAt ? [`last ${age(share.lastViewedAt)}`] : []),
    `by ${share.createdBy}`,
  ].join(" · ");
}
