"use client";

import { ChevronLeft, ChevronRight, Target } from "lucide-react";
import { useState } from "react";
import { METRIC_LABELS } from "@/components/reports/metric-name";
import { ErrorState } from "@/components/states/error-state";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { number } from "@/lib/format";
import { type Pace, paceOf, paceText } from "@/lib/goals/pace";
import type { GoalsReply, GoalView } from "@/lib/goals/schema";
import { GoalDialog } from "./goal-dialog";
import { monthName, shiftMonth } from "./month";
import { useGoals } from "./queries";

const PACES: Record<Pace, { tone: Tone; word: string }> = {
  reached: { tone: "good", word: "Reached" },
  ahead: { tone: "good", word: "Ahead" },
  on_pace: { tone: "info", word: "On pace" },
  behind: { tone: "warn", word: "Behind" },
  missed: { tone: "bad", word: "Missed" },
  unknown: { tone: "neutral", word: "Not known" },
  ahead_of_time: { tone: "neutral", word: "To come" },
};

type GoalsCardProps = { locationId: string; canEdit: boolean; className?: string };

/** A month's targets: what was reached, and how that stands against the days that are gone. */
export function GoalsCard({ locationId, canEdit, className }: GoalsCardProps) {
  const [month, setMonth] = useState<string | null>(null);
  const goals = useGoals(locationId, month);
  const { data } = goals;
  const turn = (count: number) => data && setMonth(shiftMonth(data.month, count));
  return (
    <Card className={className} aria-busy={goals.isPlaceholderData}>
      <CardHeader>
        <CardTitle>Goals</CardTitle>
        <div className="ml-auto flex items-center">
          <IconButton label="The month before" size="sm" onClick={() => turn(-1)} disabled={!data}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <span className="min-w-28 text-center text-[13px]">{data ? monthName(data.month) : ""}</span>
          <IconButton label="The month after" size="sm" onClick={() => turn(1)} disabled={!data}>
            <ChevronRight aria-hidden />
          </IconButton>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-4 pt-2">
        {data ? (
          <GoalList data={data} canEdit={canEdit} />
        ) : goals.isError ? (
          <ErrorState error={goals.error} onRetry={() => void goals.refetch()} retrying={goals.isFetching} />
        ) : (
          <Skeleton className="h-32" />
        )}
      </CardBody>
      {data && data.goals.length > 0 && (
        <CardFooter>
          {data.daysOver} of {data.days} days are over. Of followers, the gain counts.
        </CardFooter>
      )}
    </Card>
  );
}

function GoalList({ data, canEdit }: { data: GoalsReply; canEdit: boolean }) {
  return (
    <>
      {data.goals.length === 0 ? (
        <p className="flex items-start gap-2 text-muted">
          <Target className="mt-0.5 size-4 shrink-0" aria-hidden />
          {canEdit
            ? `No goals for ${monthName(data.month)}. Set a target, and its pace shows here.`
            : `No goals were set for ${monthName(data.month)}.`}
        </p>
      ) : (
        <ul className="flex flex-col gap-4">
          {data.goals.map((goal) => (
            <Goal key={goal.metric} goal={goal} data={data} canEdit={canEdit} />
          ))}
        </ul>
      )}
      {canEdit && <GoalDialog data={data} goal={null} />}
    </>
  );
}

function Goal({ goal, data, canEdit }: { goal: GoalView; data: GoalsReply; canEdit: boolean }) {
  const pace = paceOf(goal, data);
  const { tone, word } = PACES[pace];
  const name = METRIC_LABELS[goal.metric];
  return (
    <li className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <span className="font-medium">{name}</span>
        <StatusTag tone={tone}>{word}</StatusTag>
        {canEdit && (
          <span className="ml-auto">
            <GoalDialog data={data} goal={goal} />
          </span>
        )}
      </div>
      <Progress
        label={`${name}: ${paceText(goal, data)}`}
        done={Math.round(Math.min(1, goal.progress ?? 0) * 1_000)}
        total={1_000}
        tone={tone === "warn" || tone === "bad" ? "warn" : "primary"}
      />
      <p className="flex flex-wrap justify-between gap-x-3 text-meta text-muted tabular-nums">
        <span>
          {number(goal.value)} of {number(goal.target)}
        </span>
        <span>{paceText(goal, data)}</span>
      </p>
    </li>
  );
}
