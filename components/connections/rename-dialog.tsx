"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { ConnectionView } from "@/lib/connections/schema";
import { ChangeDialog } from "./change-dialog";

export function RenameDialog({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const [label, setLabel] = useState(connection.label);
  return (
    <ChangeDialog
      connectionId={connection.id}
      change={{ label }}
      title={`Rename ${connection.label}`}
      field={{
        label: "Name",
        hint: "What you will recognise it by. Nothing changes at the Social Media API.",
      }}
      saveLabel="Save name"
      onClose={onClose}
    >
      <Input required maxLength={80} value={label} onChange={(event) => setLabel(event.target.value)} />
    </ChangeDialog>
  );
}
