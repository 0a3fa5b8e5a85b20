"use client";

import { LoaderCircle, WifiOff } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/states/notice";
import { StaleNotice } from "@/components/states/stale-notice";
import { Button } from "@/components/ui/button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { dateTime, number, plural } from "@/lib/format";
import type { BatchView as Batch } from "@/lib/imports/schema";
import { isSettled, isWhole, statusOf } from "../batch-words";
import { BatchActions } from "./batch-actions";
import { CheckCard } from "./check-card";
import { CountsCard } from "./counts-card";
import { CsvCard } from "./csv-card";
import { OutcomeCard } from "./outcome-card";
import { ReadyCard } from "./ready-card";
import { ReceivingCard } from "./receiving-card";
import { RowsCard } from "./rows-card";
import { SiblingsCard } from "./siblings-card";
import { Timeline } from "./timeline";
import { UndoCard } from "./undo-card";
import { useLiveBatch } from "./use-live-batch";
import { useOwnZone } from "./use-own-zone";

type BatchViewProps = { initial: Batch; canSteer: boolean };

/** One import from file to posts: what became of each row, live while it runs, and what a person can do about it. */
export function BatchView({ initial, canSteer }: BatchViewProps) {
  const live = useLiveBatch(initial);
  const { batch } = live;
  const zone = useOwnZone(batch.timezone);
  const lost = live.how === "lost";
  const { word, tone } = statusOf(batch.status, batch.counts, batch.standing);
  const done = batch.counts.scheduled + batch.counts.deleted;
  const undo = canSteer && (done > 0 || batch.undo !== null) && <UndoCard batch={batch} zone={zone} />;
  const failed = batch.counts.failed > 0 && (
    <OutcomeCard batch={batch} outcome="failed" canSteer={canSteer} />
  );
  const skipped = batch.scheduledAt !== null && batch.counts.skipped > 0 && (
    <OutcomeCard batch={batch} outcome="skipped" canSteer={canSteer} />
  );
  const timeline = <Timeline events={batch.events} timezone={zone} />;
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex flex-wrap items-center gap-2 [&>div]:min-w-0 [&>div]:flex-none">
            <PageHeader
              title={batch.fileName}
              breadcrumbs={[{ label: "Imports", href: "/imports" }, { label: batch.fileName }]}
            />
            {lost ? (
              <StatusTag tone="warn" icon={WifiOff}>
                No connection
              </StatusTag>
            ) : (
              <StatusTag tone={tone} {...(batch.status === "scheduling" ? { icon: LoaderCircle } : {})}>
                {batch.cutting && batch.status === "scheduling" ? "Preparing" : word}
              </StatusTag>
            )}
          </div>
          <p className="text-muted">{factsOf(batch, zone).join(" · ")}</p>
        </div>
        <BatchActions batch={batch} canSteer={canSteer} />
      </div>
      {lost && <StaleNotice updatedAt={live.heardAt} reason="No connection, trying again." />}
      <Ending batch={batch} canSteer={canSteer} />
      {batch.status === "receiving" && canSteer && <ReceivingCard batch={batch} />}
      {batch.status === "checking" ? (
        <CheckCard batch={batch} canSteer={canSteer} />
      ) : batch.status === "ready" ? (
        <>
          <ReadyCard batch={batch} canSteer={canSteer} zone={zone} />
          <RowsCard batch={batch} />
        </>
      ) : (
        batch.status !== "receiving" && <CountsCard live={live} />
      )}
      {batch.siblings.length > 0 && <SiblingsCard batch={batch} />}
      {batch.csvSums.csvs > 0 && <CsvCard batch={batch} canSteer={canSteer} zone={zone} />}
      {failed || skipped || undo ? (
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_344px]">
          <div className="flex min-w-0 flex-col gap-4">
            {failed}
            {skipped}
            {undo}
          </div>
          {timeline}
        </div>
      ) : (
        timeline
      )}
    </>
  );
}

function factsOf(batch: Batch, zone: string): string[] {
  return [
    batch.locationName,
    ...(batch.version > 0 && batch.scheduledAt === null ? [`version ${batch.version}`] : []),
    batch.scheduledAt
      ? `scheduled ${dateTime(batch.scheduledAt, zone)} by ${batch.scheduledBy ?? batch.createdBy}`
      : `received ${dateTime(batch.createdAt, zone)} by ${batch.createdBy}`,
    zone === batch.timezone ? `times in ${zone}` : `post times in ${batch.timezone}, others in yours`,
  ];
}

/** What happened, said once it has: nobody should have to read it from the numbers. */
function Ending({ batch, canSteer }: { batch: Batch; canSteer: boolean }) {
  const said = endingOf(batch);
  if (!said) return null;
  return (
    <Notice
      tone={said.tone}
      title={said.title}
      action={
        canSteer &&
        (said.again || said.connections) && (
          <Button asChild size="sm">
            {said.again ? (
              <Link href={`/imports/new?locationId=${encodeURIComponent(batch.locationId)}`}>
                Choose the file again
              </Link>
            ) : (
              <Link href="/connections">Open connections</Link>
            )}
          </Button>
        )
      }
    >
      {said.sentence}
    </Notice>
  );
}

type Said = { tone: Tone; title: string; sentence: string; again?: boolean; connections?: boolean };

function endingOf(batch: Batch): Said | null {
  const { counts } = batch;
  const posts = `${plural(counts.scheduled, "row")} ${counts.scheduled === 1 ? "is" : "are"} in the calendar`;
  if (batch.undo?.status === "running")
    return {
      tone: "info",
      title: "Being deleted",
      sentence: `${batch.undo.by ?? "Somebody"} deletes what it scheduled: ${number(batch.undo.deleted)} of ${plural(batch.undo.total, "post")} so far. It goes on when this page is left.`,
    };
  if (isSettled(batch.status) && counts.deleted > 0)
    return {
      tone: "neutral",
      title: `${counts.scheduled === 0 ? "Deleted" : "Deleted in part"}${batch.undo?.by ? ` by ${batch.undo.by}` : ""}`,
      sentence: `The posts of ${plural(counts.deleted, "row")} were scheduled, then deleted again; ${counts.scheduled === 0 ? "none is in the calendar any more" : posts}${counts.failed > 0 ? `; ${plural(counts.failed, "row")} failed before` : ""}.`,
    };
  if (batch.status === "completed")
    return counts.failed > 0
      ? {
          tone: "warn",
          title: "Completed, not everything went through",
          sentence: `${posts}, ${plural(counts.failed, "row")} failed. Each says why below; retry sends only those.`,
        }
      : {
          tone: "good",
          title: "Completed",
          sentence: `${posts}, each found there once${counts.skipped > 0 ? `; ${plural(counts.skipped, "row")} had errors or ${counts.skipped === 1 ? "was" : "were"} left out` : ""}.`,
        };
  if (batch.status === "cancelled")
    return {
      tone: "neutral",
      title: "Cancelled",
      sentence: `${batch.statusReason ?? ""} ${posts}; nothing else is sent.`.trim(),
    };
  if (batch.status === "failed")
    return {
      tone: "bad",
      title: "Failed",
      sentence: batch.statusReason ?? "The import ended with an error. The timeline says where.",
      again: true,
    };
  if (batch.status === "paused")
    return {
      tone: "warn",
      title: "Paused",
      sentence: `${batch.statusReason ?? "Paused."} Nothing more is sent until somebody resumes it.`,
    };
  if (batch.status === "needs_person")
    return {
      tone: "warn",
      title: "Waits for you",
      sentence: `What became of ${plural(counts.waitingForPerson, "row")} is not known for sure, so ${counts.waitingForPerson === 1 ? "it is" : "they are"} not sent again by ${counts.waitingForPerson === 1 ? "itself" : "themselves"}. Look at the evidence below and choose how it goes on.`,
    };
  if (batch.status === "scheduling" && batch.statusReason)
    return {
      tone: "warn",
      title: "Held up",
      sentence: `${batch.statusReason} Nothing is lost: it goes on by itself as soon as that is mended.`,
      connections: batch.statusReason.includes("Connections page"),
    };
  if (batch.status === "scheduling" && batch.cutting)
    return {
      tone: "info",
      title: "Being prepared",
      sentence: `The rows are cut into csvs of at most 90: ${plural(batch.csvSums.csvs, "csv", "csvs")} made, ${plural(batch.cutting.rows, "row")} left to cut. Nothing is sent before all are there; you may leave this page.`,
    };
  if (batch.status === "receiving" && isWhole(batch)) return null;
  if (batch.status === "receiving")
    return {
      tone: "neutral",
      title: "The file did not arrive whole",
      sentence: "Nothing was scheduled. The upload goes on with the same file.",
    };
  return null;
}
