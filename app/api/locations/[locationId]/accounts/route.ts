import { z } from "zod";
import { assignAccounts } from "@/lib/accounts/assign-accounts";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { accountsReply, assignAccountsBody, assignResult } from "@/lib/accounts/schema";
import { defineRoute } from "@/lib/http/define-route";

const params = z.object({ locationId: z.string().min(1) });

export const GET = defineRoute({
  summary:
    "List a location's connected accounts, groups and assignment, read anew from the Social Media API.",
  access: { role: "viewer", location: "input" },
  params,
  output: accountsReply,
  run: ({ ctx, params: { locationId } }) => listAccounts(ctx, { locationId }),
});

export const PUT = defineRoute({
  summary: "Assign accounts to a location (set-accounts), then verify.",
  access: { role: "admin", location: "input" },
  params,
  body: assignAccountsBody,
  output: assignResult,
  run: ({ ctx, params: { locationId }, body }) =>
    assignAccounts(ctx, { locationId, accountIds: body.accountIds }),
});
