"use client";

import { Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Popover } from "@/components/ui/popover";
import { Th } from "@/components/ui/table";
import { METRIC_DEFINITIONS } from "@/lib/reports/schema";

export const METRIC_LABELS = {
  reach: "Reach",
  impressions: "Impressions",
  engagement: "Engagement",
  engagementRate: "Engagement rate",
  followers: "Followers",
  posts: "Posts published",
} as const;
export type MetricWord = keyof typeof METRIC_LABELS;

/** A metric's name, with what it means one click away. */
export function MetricName({ metric }: { metric: MetricWord }) {
  return (
    <span className="inline-flex items-center gap-1 text-[13px] text-muted">
      {METRIC_LABELS[metric]}
      <MetricInfo metric={metric} />
    </span>
  );
}

type MetricInfoProps = {
  metric: MetricWord;
  /** In a row of text, where a finger has the table's own height. */
  small?: boolean;
};

/** What a metric means, for places that name it already. */
export function MetricInfo({ metric, small = false }: MetricInfoProps) {
  return (
    <Definition metric={metric}>
      <button
        type="button"
        aria-label={`What ${METRIC_LABELS[metric]} means`}
        className={cn(
          "grid size-6 place-items-center rounded-control text-muted hover:bg-sunken hover:text-foreground pointer-coarse:size-11",
          small && "-my-2 -mr-1.5 inline-grid w-5 align-middle",
        )}
      >
        <Info className={small ? "size-3" : "size-3.5"} aria-hidden />
      </button>
    </Definition>
  );
}

type MetricThProps = { metric: MetricWord; children?: string };

/** A column of a metric; its name opens what it means. */
export function MetricTh({ metric, children = METRIC_LABELS[metric] }: MetricThProps) {
  return (
    <Th numeric>
      <Definition metric={metric}>
        <button
          type="button"
          className="-my-1 min-h-6 rounded underline decoration-dotted decoration-line-strong underline-offset-4 hover:text-foreground pointer-coarse:min-h-11"
        >
          {children}
        </button>
      </Definition>
    </Th>
  );
}

function Definition({ metric, children }: { metric: MetricWord; children: ReactNode }) {
  const name = METRIC_LABELS[metric];
  return (
    <Popover label={`What ${name} means`} className="text-[13px]" trigger={children}>
      <p className="font-medium">{name}</p>
      <p className="text-muted">{METRIC_DEFINITIONS[metric]}</p>
    </Popover>
  );
}
