"use client";

import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { PlatformMark } from "@/components/charts/platform-mark";
import type { PostPatch } from "@/lib/posts/change-schema";
import { changeLines, type LabelNames } from "./change-text";

export type ListedChange = {
  postId: string;
  caption: string;
  platform: string | null;
  before: PostPatch;
  after: PostPatch;
  /** Beside the post: why it is left alone, or how it fared. */
  note: ReactNode;
};

type ChangeListProps = {
  label: string;
  items: readonly ListedChange[];
  timezone: string;
  names: LabelNames;
};

/** Posts with what changes in each: from, to. */
export function ChangeList({ label, items, timezone, names }: ChangeListProps) {
  return (
    <ul aria-label={label} className="max-h-80 divide-y overflow-y-auto rounded-control border">
      {items.map((item) => (
        <li key={item.postId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
          <span className="flex min-w-40 flex-1 items-center gap-2">
            {item.platform && <PlatformMark platform={item.platform} size={18} decorative />}
            <span className="line-clamp-1 break-words">{item.caption || "No caption"}</span>
          </span>
          <span className="flex flex-col gap-0.5">
            {changeLines(item.before, item.after, timezone, names)
              .filter((line) => line.from !== line.to)
              .map((line) => (
                <span key={line.name} className="flex flex-wrap items-center gap-1.5 tabular-nums">
                  {line.label && <span className="text-muted">{line.label}</span>}
                  <span className="line-clamp-2 text-muted">{line.from}</span>
                  <ArrowRight className="size-3.5 shrink-0 text-muted" aria-label="to" />
                  <span className="line-clamp-2 font-medium">{line.to}</span>
                </span>
              ))}
          </span>
          {item.note && (
            <span className="w-full text-meta text-muted sm:w-auto sm:max-w-72">{item.note}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
