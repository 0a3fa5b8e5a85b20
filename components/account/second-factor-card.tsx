"use client";

import { useState } from "react";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { StatusTag } from "@/components/ui/status-tag";
import { age, plural } from "@/lib/format";
import {
  useRenewRecoveryCodes,
  useSecondFactor,
  useStartSecondFactor,
  useTurnOffSecondFactor,
} from "./queries";
import { RecoveryCodes } from "./recovery-codes";
import { SecondFactorSetUp } from "./second-factor-set-up";

export function SecondFactorCard() {
  const factor = useSecondFactor();
  const start = useStartSecondFactor();
  const renew = useRenewRecoveryCodes();
  const turnOff = useTurnOffSecondFactor();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [leaving, setLeaving] = useState(false);
  const error = start.error ?? renew.error;
  const on = factor.data?.confirmedAt ?? null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Authenticator app</CardTitle>
        {factor.data && (
          <StatusTag tone={on ? "good" : "neutral"} className="ml-auto">
            {on ? "On" : "Off"}
          </StatusTag>
        )}
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {error && <Notice tone="bad">{error.message}</Notice>}
        {factor.isError && !factor.data ? (
          <ErrorState error={factor.error} onRetry={() => void factor.refetch()} />
        ) : !factor.data ? (
          <LoadingState label="Loading the second factor" rows={2} />
        ) : start.data && !on ? (
          <SecondFactorSetUp setUp={start.data} onDone={setCodes} onCancel={() => start.reset()} />
        ) : on ? (
          <>
            <p className="text-muted">
              Set up {age(on)}. A code is asked for at each sign-in with your password.
            </p>
            <Button variant="danger" className="self-start" onClick={() => setLeaving(true)}>
              Turn off
            </Button>
          </>
        ) : (
          <>
            <p className="text-muted">
              A code from an app on your phone, besides your password: a stolen password alone does not open
              your account then.
            </p>
            <Button className="self-start" loading={start.isPending} onClick={() => start.mutate()}>
              Set up an authenticator app
            </Button>
          </>
        )}
        {factor.data && (on !== null || factor.data.passkeys > 0) && (
          <div className="flex flex-col gap-3 border-t pt-4">
            {codes && codes.length > 0 ? (
              <RecoveryCodes codes={codes} />
            ) : (
              <p className="text-muted">
                {plural(factor.data.recoveryCodesLeft, "recovery code")} left, for the day your phone is lost.
              </p>
            )}
            <Button
              className="self-start"
              loading={renew.isPending}
              onClick={() =>
                renew.mutate(undefined, { onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes) })
              }
            >
              New recovery codes
            </Button>
          </div>
        )}
      </CardBody>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title="Turn the authenticator app off?"
        sentence="No code is asked for any more. Without a passkey your password alone signs you in then, and your recovery codes stop working."
        confirmLabel="Turn off"
        tone="danger"
        busy={turnOff.isPending}
        error={turnOff.error?.message}
        onConfirm={() =>
          turnOff.mutate(undefined, {
            onSuccess: () => {
              setLeaving(false);
              setCodes(null);
              start.reset();
            },
          })
        }
      />
    </Card>
  );
}
