import { z } from "zod";
import { changeSchedule, removeSchedule } from "@/lib/delivery/schedules/manage-schedules";
import { changeScheduleInput, scheduleView } from "@/lib/delivery/schedules/schema";
import { defineRoute } from "@/lib/http/define-route";

const params = z.object({ scheduleId: z.uuid() });

export const PATCH = defineRoute({
  summary: "Pause, resume or rewrite a scheduled report.",
  access: { role: "marketer", location: "record" },
  params,
  body: changeScheduleInput,
  output: scheduleView,
  run: ({ ctx, params: { scheduleId }, body }) => changeSchedule(ctx, scheduleId, body),
});

export const DELETE = defineRoute({
  summary: "Delete a scheduled report.",
  access: { role: "marketer", location: "record" },
  params,
  output: z.object({ scheduleId: z.string() }),
  run: ({ ctx, params: { scheduleId } }) => removeSchedule(ctx, scheduleId),
});
