import { z } from "zod";
import { testSchedule } from "@/lib/delivery/schedules/manage-schedules";
import { testReply } from "@/lib/delivery/schedules/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Send a scheduled report to yourself now.",
  access: { role: "marketer", location: "record" },
  params: z.object({ scheduleId: z.uuid() }),
  output: testReply,
  run: ({ ctx, params }) => testSchedule(ctx, params.scheduleId),
});
