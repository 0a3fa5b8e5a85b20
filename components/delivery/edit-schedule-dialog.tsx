"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { ScheduleView } from "@/lib/delivery/schedules/schema";
import { useChangeSchedule } from "./queries";
import { ScheduleForm } from "./schedule-form";

/** Rewrites when a report goes out and to whom; what it shows stays. */
export function EditScheduleDialog({ schedule, onClose }: { schedule: ScheduleView; onClose: () => void }) {
  const id = useId();
  const change = useChangeSchedule();
  const { name, recipients, timezone, frequency, weekday, monthDay, hour, delivery } = schedule;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Change the schedule"
      description="What the report shows stays as it was made."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="primary" loading={change.isPending}>
            Save
          </Button>
        </>
      }
    >
      <ScheduleForm
        id={id}
        start={{ name, recipients, timezone, frequency, weekday, monthDay, hour, delivery }}
        error={change.error}
        onSubmit={(draft) =>
          change.mutate(
            { scheduleId: schedule.scheduleId, change: { sending: draft } },
            { onSuccess: onClose },
          )
        }
      />
    </Dialog>
  );
}
