import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { openDraft } from "@/lib/imports/draft-schema";
import { listOpenDrafts } from "@/lib/imports/keep-draft";

export const GET = defineRoute({
  summary: "Files that you began and never had checked, newest first.",
  access: { role: "marketer", location: "list" },
  output: z.object({ drafts: z.array(openDraft) }),
  run: async ({ ctx }) => ({ drafts: await listOpenDrafts(ctx) }),
});
