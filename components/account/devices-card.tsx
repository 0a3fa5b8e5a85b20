"use client";

import { Monitor, Smartphone } from "lucide-react";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/status-tag";
import type { Device } from "@/lib/auth/schema";
import { age, plural } from "@/lib/format";
import { deviceName, isPhone } from "./device-name";
import { useDevices, useRevokeDevice, useRevokeOthers } from "./queries";

export function DevicesCard() {
  const devices = useDevices();
  const revoke = useRevokeDevice();
  const revokeOthers = useRevokeOthers();
  const others = devices.data?.devices.filter((device) => !device.present).length ?? 0;
  const error = revoke.error ?? revokeOthers.error;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Devices</CardTitle>
        {others > 0 && (
          <Button
            size="sm"
            className="ml-auto"
            loading={revokeOthers.isPending}
            onClick={() => revokeOthers.mutate()}
          >
            Sign out {plural(others, "other device")}
          </Button>
        )}
      </CardHeader>
      {devices.isError && !devices.data ? (
        <ErrorState error={devices.error} onRetry={() => void devices.refetch()} />
      ) : !devices.data ? (
        <LoadingState label="Loading devices" rows={2} className="py-2" />
      ) : (
        <ul className="mt-2 divide-y border-t">
          {devices.data.devices.map((device) => (
            <DeviceRow
              key={device.sessionId}
              device={device}
              busy={revoke.isPending && revoke.variables === device.sessionId}
              onRevoke={() => revoke.mutate(device.sessionId)}
            />
          ))}
        </ul>
      )}
      {error && (
        <p role="alert" className="px-4 py-2 text-bad">
          {error.message}
        </p>
      )}
      <CardFooter>A device you do not know: sign it out, then change your password.</CardFooter>
    </Card>
  );
}

type DeviceRowProps = { device: Device; busy: boolean; onRevoke: () => void };

function DeviceRow({ device, busy, onRevoke }: DeviceRowProps) {
  const Icon = isPhone(device.userAgent) ? Smartphone : Monitor;
  const name = deviceName(device.userAgent);
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2.5">
      <Icon className="size-5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{name}</p>
        <p className="text-meta text-muted">
          {device.address ? `${device.address}, ` : ""}
          {device.present ? "in use now" : `last used ${age(device.lastSeenAt)}`}, signed in{" "}
          {age(device.createdAt)}
        </p>
      </div>
      {device.present ? (
        <StatusTag tone="good">This device</StatusTag>
      ) : (
        <Button size="sm" loading={busy} aria-label={`Sign out ${name}`} onClick={onRevoke}>
          Sign out
        </Button>
      )}
    </li>
  );
}
