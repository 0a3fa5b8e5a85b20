import { defineRoute } from "@/lib/http/define-route";
import { changeGroup, removeGroup } from "@/lib/location-groups/manage-groups";
import { groupBody, groupParams, groupView } from "@/lib/location-groups/schema";

export const PUT = defineRoute({
  summary: "Rename a group of locations or choose other locations for it.",
  access: { role: "marketer", location: "record" },
  params: groupParams,
  body: groupBody,
  output: groupView,
  run: ({ ctx, params, body }) => changeGroup(ctx, { ...params, ...body }),
});

export const DELETE = defineRoute({
  summary: "Delete a group of locations; the locations stay.",
  access: { role: "marketer", location: "record" },
  params: groupParams,
  output: groupView,
  run: ({ ctx, params }) => removeGroup(ctx, params),
});
