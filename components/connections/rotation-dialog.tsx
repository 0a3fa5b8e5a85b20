"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { ConnectionView } from "@/lib/connections/schema";
import { ChangeDialog } from "./change-dialog";

/** After how many days a connection is due to be renewed. */
export function RotationDialog({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const [days, setDays] = useState(String(connection.rotationDays));
  return (
    <ChangeDialog
      connectionId={connection.id}
      change={{ rotationDays: Number(days) }}
      title={`Rotation policy of ${connection.label}`}
      description="A connection that is due is shown here and in the list of things that need attention. Nothing stops by itself."
      field={{
        label: "Renew every (days)",
        hint: "Between 7 and 365. The Social Media API advises 90 days.",
      }}
      saveLabel="Save policy"
      onClose={onClose}
    >
      <Input
        type="number"
        inputMode="numeric"
        min={7}
        max={365}
        required
        value={days}
        onChange={(event) => setDays(event.target.value)}
      />
    </ChangeDialog>
  );
}
