"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { StaleNotice } from "@/components/states/stale-notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { Report } from "@/lib/reports/schema";
import { KeyFiguresLoading } from "./key-figures";
import { ReportEmpty } from "./report-empty";
import { ReportError } from "./report-error";

type ReportShellProps = {
  query: UseQueryResult<Report>;
  isAdmin: boolean;
  capturing: boolean;
  filtered: boolean;
  /** The platforms the address asks for. */
  platforms: readonly string[];
  /** The period has not begun. */
  ahead: boolean;
  onReset: () => void;
  capture: ReactNode;
  /** Drawn once there are figures. */
  children: (report: Report) => ReactNode;
};

/** A report's states: loading, failed, stale, empty for its own reason, and the report itself. */
export function ReportShell({ query, children, ...empty }: ReportShellProps) {
  const { data } = query;
  const retry = { onRetry: () => void query.refetch(), retrying: query.isFetching };
  if (!data) {
    if (query.isError) {
      return <ReportError error={query.error} {...retry} onReset={empty.onReset} />;
    }
    return (
      <div role="status" aria-label="Loading the report" className="flex flex-col gap-4">
        <KeyFiguresLoading />
        <Skeleton className="h-[390px] rounded-card" />
      </div>
    );
  }
  return (
    <>
      {query.isError && (
        <StaleNotice updatedAt={query.dataUpdatedAt} reason={query.error.message} {...retry} />
      )}
      {data.state === "data" ? children(data) : <ReportEmpty state={data.state} {...empty} />}
    </>
  );
}
