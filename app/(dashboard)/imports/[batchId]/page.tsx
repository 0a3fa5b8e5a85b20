import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { BatchView } from "@/components/imports/batch/batch-view";
import { hasRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { pageContext } from "@/lib/http/page-context";
import { getImport } from "@/lib/imports/get-import";
import { batchView } from "@/lib/imports/schema";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ params }: { params: Promise<{ batchId: string }> }) {
  const { batchId } = await params;
  const { ctx, person } = await pageContext({ returnTo: `/imports/${encodeURIComponent(batchId)}` });
  if (!z.uuid().safeParse(batchId).success) notFound();
  const batch = await getImport(ctx, batchId).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "location_refused"))
      notFound();
    throw error;
  });
  return <BatchView initial={batchView.parse(batch)} canSteer={hasRole(person.role, "marketer")} />;
}
