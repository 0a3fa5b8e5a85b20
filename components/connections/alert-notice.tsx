"use client";

import { Pause } from "lucide-react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import type { AlertView } from "@/lib/connections/schema";
import { useDismissAlert, useSteer } from "./queries";

const TITLES: Record<AlertView["kind"], string> = {
  call_volume: "Unusual activity",
  refusals: "Many refusals",
  rotation_due: "Rotation due",
  new_device: "New device",
  new_country: "New country",
  failed_factors: "Failed second factors",
  bulk_export: "Large export",
  key_new_address: "Key used from a new address",
};

/** Unusual use of a connection: the number beside its own habit, and what can be done about it. */
export function AlertNotice({ alert, canPause }: { alert: AlertView; canPause: boolean }) {
  const steer = useSteer();
  const dismiss = useDismissAlert();
  const error = steer.error ?? dismiss.error;
  return (
    <Notice
      tone={alert.kind === "rotation_due" ? "warn" : "bad"}
      title={`${TITLES[alert.kind]}: ${alert.label}`}
      action={
        <>
          {canPause && alert.kind !== "rotation_due" && (
            <Button
              size="sm"
              loading={steer.isPending}
              onClick={() => steer.mutate({ connectionId: alert.connectionId, action: "pause" })}
            >
              <Pause aria-hidden />
              Pause connection
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate({ alertId: alert.id })}
          >
            {alert.kind === "rotation_due" ? "Dismiss" : "Expected"}
          </Button>
        </>
      }
    >
      {alert.message}
      {error && (
        <span role="alert" className="block font-medium">
          {sentenceOf(error)}
        </span>
      )}
    </Notice>
  );
}
