"use client";

import { Minus, Plus } from "lucide-react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import type { AssignmentChangeView, AssignmentItemOutcome } from "@/lib/accounts/assignment-change-schema";
import type { AssignmentPlan } from "@/lib/accounts/assignment-sheet-schema";

type Item = {
  plan: AssignmentPlan;
  fared: Pick<AssignmentChangeView["items"][number], "outcome" | "reason"> | null;
};

/** Per location: accounts that come, accounts that go, and how it fared. */
export function AssignPlanList({ items }: { items: readonly Item[] }) {
  return (
    <section aria-label="What changes" className="max-h-96 overflow-y-auto rounded-control border">
      <ul className="divide-y">
        {items.map(({ plan, fared }) => (
          <li key={plan.locationId} className="flex flex-col gap-1 px-3 py-2">
            <span className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">{plan.locationName}</span>
              {fared && <StatusTag tone={WORDS[fared.outcome].tone}>{WORDS[fared.outcome].word}</StatusTag>}
            </span>
            <Accounts sign="added" accounts={plan.added} />
            <Accounts sign="removed" accounts={plan.removed} />
            {fared?.reason && <span className="text-[13px] text-muted">{fared.reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const WORDS: Record<AssignmentItemOutcome, { word: string; tone: Tone }> = {
  waiting: { word: "Waits", tone: "info" },
  assigned: { word: "Assigned", tone: "good" },
  stored: { word: "Stored for the next csv", tone: "good" },
  refused: { word: "Refused", tone: "bad" },
  failed: { word: "Not assigned", tone: "bad" },
  skipped: { word: "Cancelled", tone: "neutral" },
};

function Accounts({ sign, accounts }: { sign: "added" | "removed"; accounts: AssignmentPlan["added"] }) {
  if (accounts.length === 0) return null;
  const Icon = sign === "added" ? Plus : Minus;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-1 text-muted">
        <Icon className="size-3.5" aria-hidden />
        {sign === "added" ? "Assign" : "Take away"}
      </span>
      {accounts.map((account) => (
        <span key={account.id} className="flex items-center gap-1.5">
          <PlatformMark platform={account.platform} size={18} />
          {account.name}
        </span>
      ))}
    </span>
  );
}
