import { changeCompany, getCompany } from "@/lib/company/change-company";
import { companyChange, companyView } from "@/lib/company/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "The agency's settings and this installation's version.",
  access: { role: "admin", location: "none" },
  output: companyView,
  run: ({ ctx }) => getCompany(ctx),
});

export const PUT = defineRoute({
  summary: "Change the agency's name and timezone.",
  access: { role: "admin", location: "none" },
  body: companyChange,
  output: companyView,
  run: ({ ctx, body }) => changeCompany(ctx, body),
});
