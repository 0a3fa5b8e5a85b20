"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { useStartCapture } from "@/components/reports/queries";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { number } from "@/lib/format";

const CHOICES = ["30", "90", "180", "400"] as const;

type HistoryButtonProps = { locationId: string; locationName: string; accounts: number; running: boolean };

/** Fetches older days of one location: asked first, since it takes a call for each account and day. */
export function HistoryButton({ locationId, locationName, accounts, running }: HistoryButtonProps) {
  const start = useStartCapture();
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState<string>("90");
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={running}>
        <History aria-hidden /> <span className="max-sm:sr-only">Fetch history</span>
        <span aria-hidden className="sm:hidden">
          History
        </span>
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Fetch older days of ${locationName}?`}
        sentence={`The Social Media API is asked once for each account and day: up to ${number(accounts * Number(days))} calls, within its quota, and people’s own calls go first. You can pause or cancel it; days that are stored stay stored.`}
        confirmLabel={`Fetch ${days} days`}
        busy={start.isPending}
        error={start.isError ? sentenceOf(start.error) : undefined}
        onConfirm={() =>
          start.mutate({ locationId, days: Number(days) }, { onSuccess: () => setOpen(false) })
        }
      >
        <RadioGroup
          label="How far back"
          value={days}
          onValueChange={setDays}
          options={CHOICES.map((value) => ({
            value,
            label: `${value} days`,
            ...(value === "400" ? { hint: "all that the Social Media API keeps" } : {}),
          }))}
        />
      </ConfirmDialog>
    </>
  );
}
