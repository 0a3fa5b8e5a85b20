import { z } from "zod";
import { makeReportPdf } from "@/lib/delivery/make-report-pdf";
import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders } from "@/lib/http/download";
import { reportQuery } from "@/lib/reports/schema";

const query = reportQuery.extend({
  title: z.string().trim().max(120, "The title may have 120 characters.").optional(),
});

export const GET = defineRoute({
  summary: "A report as a PDF, with the agency's name, logo and colour.",
  access: { role: "viewer", location: "list" },
  query,
  run: async ({ ctx, query: { title, ...asked } }) => {
    const { bytes, fileName } = await makeReportPdf(ctx, asked, title || null);
    return new Response(new Uint8Array(bytes), { headers: downloadHeaders(fileName, "application/pdf") });
  },
});
