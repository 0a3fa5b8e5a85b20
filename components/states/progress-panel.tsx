"use client";

import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { duration, number } from "@/lib/format";

type ProgressPanelProps = {
  /** What runs: "Capturing 38 accounts". */
  label: string;
  done: number;
  total: number | null;
  /** When it began, kept by the server, so that a reload shows the same. */
  startedAt: Date | string | number;
  /** Set when it ended: the clock stops. */
  finishedAt?: Date | string | number | null;
  /** Nothing moves for now: how much is left is not guessed. */
  waiting?: boolean;
  tone?: "primary" | "good" | "warn" | "bad";
  note?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Long work: counts, time elapsed and about how much is left. */
export function ProgressPanel(props: ProgressPanelProps) {
  const { label, done, total, startedAt, finishedAt, waiting, tone, note, action, className } = props;
  const now = useNow(!finishedAt);
  const elapsed =
    now === null && !finishedAt
      ? null
      : Math.max(0, new Date(finishedAt ?? now ?? 0).getTime() - new Date(startedAt).getTime());
  const left =
    elapsed !== null && !finishedAt && !waiting && total && done > 0 && done < total && elapsed > 3000
      ? (elapsed / done) * (total - done)
      : null;
  const facts = [
    total === null ? `${number(done)} done` : `${number(done)} of ${number(total)}`,
    elapsed === null ? null : wholeSeconds(elapsed),
    left === null ? null : `about ${wholeSeconds(left)} left`,
  ].filter(Boolean);
  return (
    <div className={cn("flex flex-col gap-2", className)}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{label}</span>
        <span className="text-meta text-muted tabular-nums">{facts.join(" · ")}</span>
        {action && <span className="ml-auto">{action}</span>}
      </div>
      <Progress label={label} done={done} total={total} tone={tone} />
      {note && <div className="text-meta text-muted">{note}</div>}
    </div>
  );
}

function wholeSeconds(milliseconds: number): string {
  return duration(Math.max(1000, Math.round(milliseconds / 1000) * 1000));
}

/** The time, once a second; null on the server, whose clock is not the reader's. */
function useNow(running: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
