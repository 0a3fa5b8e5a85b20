"use client";

import { Pause } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ConnectionView } from "@/lib/connections/schema";
import { PauseDialog } from "./pause-dialog";

/** Beside an alert: stops the calls of a connection until somebody has looked. */
export function PauseButton({ connection }: { connection: ConnectionView }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Pause connection ${connection.label}`} onClick={() => setAsking(true)}>
        <Pause aria-hidden />
        Pause connection
      </Button>
      {asking && <PauseDialog connection={connection} onClose={() => setAsking(false)} />}
    </>
  );
}
