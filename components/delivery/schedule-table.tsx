import { MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ScheduleView } from "@/lib/delivery/schedules/schema";
import { age, dateTime } from "@/lib/format";
import { Addresses } from "./addresses";
import { contentWords, rhythmWords } from "./schedule-words";

type ScheduleTableProps = {
  schedules: readonly ScheduleView[];
  busy: boolean;
  onTest: (schedule: ScheduleView) => void;
  onPause: (schedule: ScheduleView) => void;
  onEdit: (schedule: ScheduleView) => void;
  onDelete: (schedule: ScheduleView) => void;
};

export function ScheduleTable({ schedules, busy, onTest, onPause, onEdit, onDelete }: ScheduleTableProps) {
  return (
    <Table label="Scheduled reports">
      <thead>
        <tr>
          <Th>Report</Th>
          <Th className="max-sm:hidden">Goes out</Th>
          <Th className="max-md:hidden">To</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Next</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => (
          <Tr key={schedule.scheduleId}>
            <Td className="sm:min-w-48">
              <Link
                className="wrap-anywhere font-medium hover:underline"
                href={`/snapshots${schedule.search}`}
              >
                {schedule.name}
              </Link>
              <span className="block text-meta text-muted">
                {contentWords(schedule)} · {schedule.delivery === "pdf" ? "as PDF" : "as a link"}
              </span>
              <span className="wrap-anywhere block text-meta text-muted md:hidden">
                To <Addresses of={schedule.recipients} most={2} />
              </span>
              <span className="block text-meta text-muted sm:hidden">
                {rhythmWords(schedule)}, {schedule.timezone}.{" "}
                {!schedule.paused && `Next ${dateTime(schedule.nextRunAt, schedule.timezone)}, `}
                {lastWords(schedule)}
              </span>
            </Td>
            <Td className="min-w-44 max-sm:hidden">
              {rhythmWords(schedule)}
              <span className="block text-meta text-muted">{schedule.timezone}</span>
            </Td>
            <Td className="min-w-48 max-md:hidden">
              <Addresses of={schedule.recipients} most={2} />
            </Td>
            <Td className="sm:min-w-40">
              {schedule.lastError ? (
                <>
                  <StatusTag tone="bad">Failed</StatusTag>
                  <span className="block text-meta text-muted">{schedule.lastError}</span>
                </>
              ) : schedule.paused ? (
                <StatusTag tone="neutral">Paused</StatusTag>
              ) : (
                <StatusTag tone="good">Active</StatusTag>
              )}
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {schedule.paused ? "—" : dateTime(schedule.nextRunAt, schedule.timezone)}
              <span className="block text-meta">{lastWords(schedule)}</span>
            </Td>
            <Td className="text-right">
              <DropdownMenu
                trigger={
                  <IconButton label={`Actions for ${schedule.name}`} disabled={busy}>
                    <MoreHorizontal aria-hidden />
                  </IconButton>
                }
              >
                <MenuItem onSelect={() => onTest(schedule)}>Send me a test now</MenuItem>
                <MenuItem onSelect={() => onEdit(schedule)}>Change</MenuItem>
                <MenuItem onSelect={() => onPause(schedule)}>{schedule.paused ? "Resume" : "Pause"}</MenuItem>
                <MenuSeparator />
                <MenuItem tone="danger" onSelect={() => onDelete(schedule)}>
                  Delete
                </MenuItem>
              </DropdownMenu>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function lastWords({ lastRunAt }: ScheduleView): string {
  return lastRunAt ? `last ${age(lastRunAt)}` : "not sent yet";
}
