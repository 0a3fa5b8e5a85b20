import { getCompany } from "@/lib/company/change-company";
import { requireSecondFactor } from "@/lib/company/change-security";
import { companyView, securityChange } from "@/lib/company/schema";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute({
  summary: "Choose the roles that must have a second factor.",
  access: { role: "admin", location: "none", stepUp: true },
  body: securityChange,
  output: companyView,
  run: async ({ ctx, body }) => {
    await requireSecondFactor(ctx, body.secondFactorRoles);
    return getCompany(ctx);
  },
});
