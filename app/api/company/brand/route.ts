import { changeBrandColor, getBrand } from "@/lib/delivery/brand/brand";
import { brandView, changeBrandInput } from "@/lib/delivery/brand/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "The agency's colour and whether it has a logo.",
  access: { role: "viewer", location: "none" },
  output: brandView,
  run: ({ ctx }) => getBrand(ctx),
});

export const PUT = defineRoute({
  summary: "Set the agency's colour on shared reports, PDFs and e-mails.",
  access: { role: "admin", location: "none" },
  body: changeBrandInput,
  output: brandView,
  run: ({ ctx, body }) => changeBrandColor(ctx, body.color),
});
