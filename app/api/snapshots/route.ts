import { defineRoute } from "@/lib/http/define-route";
import { listSnapshots } from "@/lib/snapshots/list-snapshots";
import { snapshotsQuery, snapshotsReply } from "@/lib/snapshots/schema";

export const GET = defineRoute({
  summary: "List stored activity snapshots by day, week or month.",
  access: { role: "viewer", location: "list" },
  query: snapshotsQuery,
  output: snapshotsReply,
  run: ({ ctx, query }) => listSnapshots(ctx, query),
});
