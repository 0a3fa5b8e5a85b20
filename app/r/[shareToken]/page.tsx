import type { Metadata } from "next";
import { SharedReport } from "@/components/reports/shared-report";

export const metadata: Metadata = {
  title: "Report",
  // The address is the key: it must not travel on, nor be found by a search engine.
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function SharedReportPage({ params }: { params: Promise<{ shareToken: string }> }) {
  const { shareToken } = await params;
  return <SharedReport token={shareToken} />;
}
