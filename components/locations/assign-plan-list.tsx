"use client";

import { Minus, Plus } from "lucide-react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { StatusTag } from "@/components/ui/status-tag";
import type { AssignmentPlan } from "@/lib/accounts/assignment-sheet-schema";

export type AssignOutcome =
  | { status: "running" }
  | { status: "done"; message: string }
  | { status: "failed"; message: string };

type AssignPlanListProps = {
  plans: readonly AssignmentPlan[];
  outcomes: ReadonlyMap<string, AssignOutcome>;
};

/** Per location: accounts that come, accounts that go, and how it fared. */
export function AssignPlanList({ plans, outcomes }: AssignPlanListProps) {
  return (
    <ul aria-label="What changes" className="max-h-96 divide-y overflow-y-auto rounded-control border">
      {plans.map((plan) => (
        <li key={plan.locationId} className="flex flex-col gap-1 px-3 py-2">
          <span className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium">{plan.locationName}</span>
            <Outcome outcome={outcomes.get(plan.locationId)} />
          </span>
          <Accounts sign="added" accounts={plan.added} />
          <Accounts sign="removed" accounts={plan.removed} />
        </li>
      ))}
    </ul>
  );
}

function Outcome({ outcome }: { outcome: AssignOutcome | undefined }) {
  if (!outcome) return null;
  if (outcome.status === "running") return <StatusTag tone="info">Assigning</StatusTag>;
  return (
    <span className="flex flex-wrap items-center gap-2 text-meta text-muted">
      <StatusTag tone={outcome.status === "done" ? "good" : "bad"}>
        {outcome.status === "done" ? "Assigned" : "Not assigned"}
      </StatusTag>
      {outcome.message}
    </span>
  );
}

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
