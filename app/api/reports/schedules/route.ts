import { createSchedule, listSchedules } from "@/lib/delivery/schedules/manage-schedules";
import { createScheduleInput, schedulesReply, scheduleView } from "@/lib/delivery/schedules/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Reports that go out by e-mail, and when.",
  access: { role: "marketer", location: "list" },
  output: schedulesReply,
  run: ({ ctx }) => listSchedules(ctx),
});

export const POST = defineRoute({
  summary: "Send a report out by e-mail, weekly or monthly.",
  access: { role: "marketer", location: "list" },
  body: createScheduleInput,
  output: scheduleView,
  status: 201,
  run: ({ ctx, body }) => createSchedule(ctx, body),
});
