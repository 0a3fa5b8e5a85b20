"use client";

import type { ReactNode } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { age } from "@/lib/format";
import type { AlertView, SubjectKind } from "@/lib/watch/schema";
import { useAlerts, useDismissAlert } from "./queries";

const TITLES: Record<AlertView["kind"], string> = {
  call_volume: "Unusual activity",
  refusals: "Many refusals",
  rotation_due: "Rotation due",
  new_device: "New device",
  new_country: "New country",
  failed_factors: "Failed sign-ins",
  bulk_export: "Large export",
  key_new_address: "New address",
};

type AlertListProps = {
  about: SubjectKind;
  /** What can be done about an alert besides putting it aside. */
  action?: (alert: AlertView) => ReactNode;
};

/** What was unusual lately, newest first: the number beside the habit, and the next step. Nothing where all is usual. */
export function AlertList({ about, action }: AlertListProps) {
  const query = useAlerts(about);
  if (query.isError && !query.data) {
    return (
      <Notice
        tone="warn"
        title="Alerts could not be read"
        action={
          <Button size="sm" loading={query.isFetching} onClick={() => void query.refetch()}>
            Try again
          </Button>
        }
      >
        {sentenceOf(query.error)}
      </Notice>
    );
  }
  const alerts = query.data?.alerts ?? [];
  if (alerts.length === 0) return null;
  return (
    <section aria-label="Alerts" className="flex flex-col gap-2">
      {alerts.map((alert) => (
        <AlertNotice key={alert.alertId} alert={alert} action={action?.(alert)} />
      ))}
    </section>
  );
}

function AlertNotice({ alert, action }: { alert: AlertView; action: ReactNode }) {
  const dismiss = useDismissAlert();
  return (
    <Notice
      tone={alert.kind === "rotation_due" ? "warn" : "bad"}
      title={
        <>
          {TITLES[alert.kind]}: {alert.label}{" "}
          <span className="whitespace-nowrap font-normal text-meta text-muted">{age(alert.openedAt)}</span>
        </>
      }
      action={
        <>
          {action}
          <Button
            size="sm"
            aria-label={`${alert.kind === "rotation_due" ? "Dismiss" : "Expected"}: ${TITLES[alert.kind]}, ${alert.label}`}
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate(alert.alertId)}
          >
            {alert.kind === "rotation_due" ? "Dismiss" : "Expected"}
          </Button>
        </>
      }
    >
      {alert.message} {alert.reaction}
      {dismiss.isError && (
        <span role="alert" className="block font-medium">
          {sentenceOf(dismiss.error)}
        </span>
      )}
    </Notice>
  );
}
