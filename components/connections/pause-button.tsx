"use client";

import { Pause } from "lucide-react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { useSteer } from "./queries";

/** Beside an alert: stops the calls of a connection until somebody has looked. */
export function PauseButton({ connectionId, label }: { connectionId: string; label: string }) {
  const steer = useSteer();
  return (
    <>
      {steer.isError && (
        <span role="alert" className="font-medium">
          {sentenceOf(steer.error)}
        </span>
      )}
      <Button
        size="sm"
        aria-label={`Pause connection ${label}`}
        loading={steer.isPending}
        onClick={() => steer.mutate({ connectionId, action: "pause" })}
      >
        <Pause aria-hidden />
        Pause connection
      </Button>
    </>
  );
}
