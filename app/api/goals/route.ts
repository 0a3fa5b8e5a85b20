import { listGoals, setGoal } from "@/lib/goals/manage-goals";
import { goalsQuery, goalsReply, setGoalBody } from "@/lib/goals/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "A location's targets of a month and what was reached of them.",
  access: { role: "viewer", location: "input" },
  query: goalsQuery,
  output: goalsReply,
  run: ({ ctx, query }) => listGoals(ctx, query),
});

export const PUT = defineRoute({
  summary: "Set, change or take away the target of a metric in a month.",
  access: { role: "marketer", location: "input" },
  body: setGoalBody,
  output: goalsReply,
  run: ({ ctx, body }) => setGoal(ctx, body),
});
