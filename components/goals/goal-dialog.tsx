"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { METRIC_LABELS } from "@/components/reports/metric-name";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { number } from "@/lib/format";
import { readTarget } from "@/lib/goals/pace";
import type { GoalsReply, GoalView } from "@/lib/goals/schema";
import { REPORT_METRICS, type ReportMetric } from "@/lib/reports/schema";
import { monthName } from "./month";
import { useSetGoal } from "./queries";

/** Sets a target for a metric of the month, or changes or removes the given one. */
export function GoalDialog({ data, goal }: { data: GoalsReply; goal: GoalView | null }) {
  const [open, setOpen] = useState(false);
  const free = REPORT_METRICS.filter((metric) => !data.goals.some((other) => other.metric === metric));
  if (!goal && free.length === 0) return null;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="sm"
      trigger={
        goal ? (
          <IconButton label={`Edit the goal for ${METRIC_LABELS[goal.metric].toLowerCase()}`} size="sm">
            <Pencil aria-hidden />
          </IconButton>
        ) : (
          <Button className="self-start">
            <Plus aria-hidden /> Set a goal
          </Button>
        )
      }
      title={`${goal ? METRIC_LABELS[goal.metric] : "Goal"} in ${monthName(data.month)}`}
    >
      <GoalForm data={data} goal={goal} free={free} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

type GoalFormProps = {
  data: GoalsReply;
  goal: GoalView | null;
  free: readonly ReportMetric[];
  onDone: () => void;
};

function GoalForm({ data, goal, free, onDone }: GoalFormProps) {
  const set = useSetGoal();
  const [metric, setMetric] = useState<ReportMetric>(goal?.metric ?? free[0] ?? "reach");
  const [target, setTarget] = useState(goal ? String(goal.target) : "");
  const read = readTarget(target);
  const [refused, setRefused] = useState(false);
  const { locationId, month } = data;
  const send = (value: number | null) =>
    set.mutate({ locationId, month, metric, target: value }, { onSuccess: onDone });
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(read === null);
        if (read !== null) send(read);
      }}
    >
      {!goal && (
        <Field label="Metric">
          <NativeSelect
            value={metric}
            onChange={(event) => setMetric(free.find((each) => each === event.target.value) ?? metric)}
          >
            {free.map((each) => (
              <option key={each} value={each}>
                {METRIC_LABELS[each]}
              </option>
            ))}
          </NativeSelect>
        </Field>
      )}
      <Field
        label="Target"
        hint={`${metric === "followers" ? "The count at the end of the month" : "The sum of the whole month"}${read !== null && String(read) !== target.trim() ? `: ${number(read)}` : ""}.`}
        error={refused && read === null ? "Write a whole number from 1 on, such as 120,000." : undefined}
      >
        <Input
          inputMode="numeric"
          autoComplete="off"
          required
          value={target}
          onChange={(event) => setTarget(event.target.value)}
        />
      </Field>
      {set.isError && <Notice tone="bad">{sentenceOf(set.error)}</Notice>}
      <div className="flex justify-end gap-2">
        {goal && (
          <Button type="button" variant="danger" disabled={set.isPending} onClick={() => send(null)}>
            Remove the goal
          </Button>
        )}
        <Button type="submit" variant="primary" loading={set.isPending}>
          Save the goal
        </Button>
      </div>
    </form>
  );
}
