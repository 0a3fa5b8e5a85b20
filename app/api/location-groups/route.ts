import { defineRoute } from "@/lib/http/define-route";
import { createGroup, listGroups } from "@/lib/location-groups/manage-groups";
import { groupBody, groupsReply, groupView } from "@/lib/location-groups/schema";

export const GET = defineRoute({
  summary: "List the agency's groups of locations.",
  access: { role: "viewer", location: "list" },
  output: groupsReply,
  run: ({ ctx }) => listGroups(ctx),
});

export const POST = defineRoute({
  summary: "Put granted locations together as a group.",
  access: { role: "marketer", location: "list" },
  body: groupBody,
  output: groupView,
  status: 201,
  run: ({ ctx, body }) => createGroup(ctx, body),
});
