"use client";

import { Notice } from "@/components/states/notice";
import { Progress } from "@/components/ui/progress";
import type { AssignmentChangeView } from "@/lib/accounts/assignment-change-schema";
import { age, list, plural } from "@/lib/format";
import { AssignPlanList } from "./assign-plan-list";

/** How far a sheet is, or how it ended, with each location's result. */
export function AssignProgress({ change }: { change: AssignmentChangeView }) {
  const { counts, total } = change;
  const settled = total - (counts.waiting ?? 0);
  return (
    <>
      {change.status === "running" ? (
        <div className="flex flex-col gap-1.5" role="status">
          <Progress label={`Assigning ${change.fileName}`} done={settled} total={total} />
          <p className="text-[13px] text-muted">
            {settled} of {plural(total, "location")} of {change.fileName} done. It goes on when you close this
            page.
          </p>
        </div>
      ) : (
        <Notice {...endOf(change)}>
          {change.fileName}, applied by {change.requestedByName} {age(change.createdAt)}.
        </Notice>
      )}
      <AssignPlanList items={change.items.map(({ plan, ...fared }) => ({ plan, fared }))} />
    </>
  );
}

function endOf({ status, counts }: AssignmentChangeView): { tone: "good" | "warn" | "bad"; title: string } {
  const done = (counts.assigned ?? 0) + (counts.stored ?? 0);
  const bad = (counts.failed ?? 0) + (counts.refused ?? 0);
  const parts = [
    ...(done > 0 ? [`${plural(done, "location")} assigned`] : []),
    ...(bad > 0 ? [`${plural(bad, "location")} not`] : []),
    ...((counts.skipped ?? 0) > 0 ? [`${plural(counts.skipped ?? 0, "location")} cancelled`] : []),
  ];
  return {
    tone: status === "completed" ? "good" : status === "failed" ? "bad" : "warn",
    title: list(parts, 3),
  };
}
