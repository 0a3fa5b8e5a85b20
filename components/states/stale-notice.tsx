"use client";

import { Clock } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { age } from "@/lib/format";
import { Notice } from "./notice";

type StaleNoticeProps = {
  /** When what is shown was last right. */
  updatedAt: Date | string | number;
  /** Why there is nothing newer. */
  reason?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
};

/** Old data is better than none, as long as it says it is old. */
export function StaleNotice({ updatedAt, reason, onRetry, retrying, className }: StaleNoticeProps) {
  return (
    <Notice
      tone="warn"
      icon={Clock}
      className={className}
      action={
        onRetry && (
          <Button size="sm" onClick={onRetry} loading={retrying}>
            Retry
          </Button>
        )
      }
    >
      Shown as of {age(updatedAt)}. {reason}
    </Notice>
  );
}
