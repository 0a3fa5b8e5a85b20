"use client";

import { CalendarClock, ChartLine } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { PageHeader } from "@/components/layout/page-header";
import { ShareList } from "@/components/reports/share-list";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ScheduleView } from "@/lib/delivery/schedules/schema";
import { plural } from "@/lib/format";
import { DeliveryNav } from "./delivery-nav";
import { EditScheduleDialog } from "./edit-schedule-dialog";
import { useChangeSchedule, useDeleteSchedule, useSchedules, useTestSchedule } from "./queries";
import { ScheduleTable } from "./schedule-table";

/** Reports that go out by themselves. New ones are made where the report is: on its page, under Share. */
export function SchedulesView({ isAdmin }: { isAdmin: boolean }) {
  const schedules = useSchedules();
  const change = useChangeSchedule();
  const remove = useDeleteSchedule();
  const test = useTestSchedule();
  const [editing, setEditing] = useState<ScheduleView | null>(null);
  const [ending, setEnding] = useState<ScheduleView | null>(null);
  const all = schedules.data?.schedules ?? [];
  const way = (
    <Button asChild variant="primary">
      <Link href="/snapshots">
        <ChartLine aria-hidden /> Choose a report
      </Link>
    </Button>
  );
  const problem = change.isError ? change.error : test.isError ? test.error : null;
  return (
    <>
      <PageHeader
        title="Delivery"
        facts={schedules.data ? [plural(all.length, "schedule"), "made on a report's page, under Share"] : []}
        actions={all.length > 0 ? way : null}
      />
      <DeliveryNav isAdmin={isAdmin} />
      {schedules.data && !schedules.data.mailer && (
        <Notice tone="warn" title="No mail server is set">
          E-mails are made on time and wait in the outbox, where an admin can download them. SMTP_URL and
          MAIL_FROM set a server.
        </Notice>
      )}
      {problem && <Notice tone="bad">{sentenceOf(problem)}</Notice>}
      {test.isSuccess && (
        <Notice tone="good">
          {test.data.mailer
            ? `A test is on its way to ${test.data.recipient}.`
            : `A test for ${test.data.recipient} lies in the outbox.`}
        </Notice>
      )}
      <Card className="overflow-hidden">
        {schedules.isError && !schedules.data ? (
          <ErrorState
            error={schedules.error}
            onRetry={() => void schedules.refetch()}
            retrying={schedules.isFetching}
          />
        ) : !schedules.data ? (
          <LoadingState label="Loading schedules" className="py-2" />
        ) : all.length === 0 ? (
          <EmptyState heading="h2" icon={CalendarClock} title="Nothing goes out by itself yet" action={way}>
            Open a report, choose Share and then E-mail: it goes out weekly or monthly, as a PDF or a link.
          </EmptyState>
        ) : (
          <ScheduleTable
            schedules={all}
            busy={change.isPending || test.isPending}
            onTest={({ scheduleId }) => test.mutate(scheduleId)}
            onPause={({ scheduleId, paused }) =>
              change.mutate(
                { scheduleId, change: { paused: !paused } },
                { onSuccess: () => toast(paused ? "Resumed" : "Paused") },
              )
            }
            onEdit={setEditing}
            onDelete={setEnding}
          />
        )}
      </Card>
      <ShareList enabled card />
      {editing && <EditScheduleDialog schedule={editing} onClose={() => setEditing(null)} />}
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`Delete ${ending?.name ?? ""}?`}
        sentence={`It is not sent to ${plural(ending?.recipients.length ?? 0, "recipient")} any more. E-mails made before stay in the outbox.`}
        confirmLabel="Delete schedule"
        tone="danger"
        busy={remove.isPending}
        error={remove.isError ? sentenceOf(remove.error) : undefined}
        onConfirm={() => ending && remove.mutate(ending.scheduleId, { onSuccess: () => setEnding(null) })}
      />
    </>
  );
}
