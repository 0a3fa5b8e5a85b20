"use client";

import { Info } from "lucide-react";
import { Popover } from "@/components/ui/popover";
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

/** What a metric means, for places that name it already. */
export function MetricInfo({ metric }: { metric: MetricWord }) {
  const name = METRIC_LABELS[metric];
  return (
    <Popover
      label={`What ${name} means`}
      className="text-[13px]"
      trigger={
        <button
          type="button"
          aria-label={`What ${name} means`}
          className="grid size-6 place-items-center rounded-control text-muted hover:bg-sunken hover:text-foreground pointer-coarse:size-11"
        >
          <Info className="size-3.5" aria-hidden />
        </button>
      }
    >
      <p className="font-medium">{name}</p>
      <p className="text-muted">{METRIC_DEFINITIONS[metric]}</p>
    </Popover>
  );
}
