"use client";

import { RefreshCw } from "lucide-react";
import { toast } from "sonner";
import { useCaptures, useStartCapture } from "@/components/reports/queries";
import { sentenceOf } from "@/components/states/error-state";
import { Button, type ButtonProps } from "@/components/ui/button";
import { plural } from "@/lib/format";

type CaptureButtonProps = {
  /** One location; null captures all that the person may see. */
  locationId: string | null;
  days?: number;
  running: boolean;
  label?: string;
  variant?: ButtonProps["variant"];
};

/** Captures yesterday and refreshes the last 7 days, or as many days back as asked. */
export function CaptureButton({
  locationId,
  days,
  running,
  label = "Capture now",
  variant = "primary",
}: CaptureButtonProps) {
  const start = useStartCapture();
  // Until it is known whether a capture runs, a click could only be refused.
  const known = useCaptures(locationId === null ? [] : [locationId]);
  return (
    <Button
      variant={variant}
      loading={start.isPending}
      disabled={running || known.isPending}
      onClick={() =>
        start.mutate(
          { locationId: locationId ?? undefined, days },
          {
            onSuccess: ({ captures }) => {
              const started = captures.filter((capture) => capture.started).length;
              toast(
                started === 0
                  ? "A capture is under way already; its progress is on this page."
                  : `Capturing ${plural(started, "location")}. The progress is on this page.`,
              );
            },
            onError: (error) => toast.error(sentenceOf(error)),
          },
        )
      }
    >
      {!start.isPending && <RefreshCw aria-hidden />}
      {running ? "Capturing" : label}
    </Button>
  );
}
