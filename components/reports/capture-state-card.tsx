"use client";

import Link from "next/link";
import { isActive } from "@/components/reports/queries";
import { CaptureButton } from "@/components/snapshots/capture-button";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { age, day, plural } from "@/lib/format";
import type { AccountRow, Report } from "@/lib/reports/schema";
import type { CaptureView } from "@/lib/snapshots/schema";

const STATES: Record<AccountRow["status"], { tone: Tone; word: string }> = {
  complete: { tone: "good", word: "Complete" },
  gaps: { tone: "info", word: "Gaps" },
  partial: { tone: "warn", word: "Partial" },
  no_data: { tone: "neutral", word: "No data" },
  expired: { tone: "bad", word: "Expired" },
  failing: { tone: "warn", word: "Failing" },
  not_covered: { tone: "neutral", word: "Not covered" },
};

type CaptureStateCardProps = {
  report: Report;
  locationId: string;
  /** The location's, newest first. */
  captures: readonly CaptureView[];
  canWrite: boolean;
};

/** How well the account is captured: what is known of the period, when it was last asked, and what stands in the way. */
export function CaptureStateCard({ report, locationId, captures, canWrite }: CaptureStateCardProps) {
  const row = report.accounts?.[0];
  if (!row) return null;
  const { tone, word } = STATES[row.status];
  const last = captures.find((capture) => capture.finishedAt !== null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Capture</CardTitle>
        <StatusTag tone={tone}>{word}</StatusTag>
      </CardHeader>
      <CardBody className="flex flex-col gap-3 pt-2">
        <p>{row.reason ?? `All ${plural(report.period.days, "day")} of this period are known.`}</p>
        <ul className="flex flex-col gap-1 text-[13px] text-muted">
          <li>
            {last?.finishedAt
              ? `Last captured ${age(last.finishedAt)}, for ${day(last.from, { year: false })} to ${day(last.to)}`
              : "Not captured yet"}
          </li>
          {report.silences.map(({ from, to }) => (
            <li key={from}>
              The network reported nothing{" "}
              {from === to ? `on ${day(from)}` : `from ${day(from)} to ${day(to)}`}
            </li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          {row.status === "expired" && (
            <Button asChild>
              <Link href={`/locations/${encodeURIComponent(locationId)}#accounts`}>See the account</Link>
            </Button>
          )}
          {canWrite && row.status !== "not_covered" && (
            <CaptureButton
              locationId={locationId}
              running={captures.some(isActive)}
              label="Capture the location"
              variant="secondary"
            />
          )}
        </div>
      </CardBody>
    </Card>
  );
}
