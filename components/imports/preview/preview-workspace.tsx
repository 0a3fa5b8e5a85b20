"use client";

import { Filter } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { Workspace } from "@/components/layout/workspace";
import { EmptyState } from "@/components/states/empty-state";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { StaleNotice } from "@/components/states/stale-notice";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { Progress } from "@/components/ui/progress";
import { Sheet as SidePanel } from "@/components/ui/sheet";
import { rowLabel } from "@/lib/csv/derived-rows";
import { bytes, plural } from "@/lib/format";
import type { DraftView } from "@/lib/imports/draft-schema";
import type { LocationSummary } from "@/lib/locations/schema";
import { forgetFile } from "../chosen-file";
import { AccountsPicker } from "./accounts-picker";
import { BottomBar } from "./bottom-bar";
import { FixBar } from "./fix-bar";
import { Grid } from "./grid";
import { IssueLines } from "./issue-lines";
import { LeaveGuard } from "./leave-guard";
import { PlacesBar } from "./places-bar";
import { PreviewHeader } from "./preview-header";
import { RowCards } from "./row-cards";
import { factsOf, RowPanel } from "./row-panel";
import { ScheduleDialog } from "./schedule-dialog";
import { SparedNote, useSparedNetworks } from "./spared-networks";
import { FileUpload } from "./upload-file";
import { useFileFacts } from "./use-file-facts";
import { isOnlyHere, useKeptRepairs } from "./use-kept-repairs";
import { usePhone } from "./use-phone";
import { usePreview } from "./use-preview";
import { usePreviewKeys } from "./use-preview-keys";
import { useRememberedColumns } from "./use-remembered-columns";
import { type Asking, useSchedule } from "./use-schedule";
import { useSheet } from "./use-sheet";
import { type FileFacts, type KeptGoal, useTarget } from "./use-target";
import { KeyLine, Reading, Refused } from "./workspace-parts";

const NO_FACTS: FileFacts = { places: [], days: null };

type PreviewWorkspaceProps = {
  file: File;
  locations: readonly LocationSummary[];
  location: LocationSummary | null;
  onLocation: (locationId: string) => void;
  /** Another file, with location and accounts as they are. */
  onAnother: () => void;
  /** Repairs that were kept of this file; null: it is looked at for the first time. */
  draft: DraftView | null;
  isAdmin: boolean;
};

/** One file being looked at and repaired, full height: header and bottom bar stay while the rows scroll. */
export function PreviewWorkspace(props: PreviewWorkspaceProps) {
  const { file, locations, location, draft } = props;
  const kept = draft?.kept?.reading ?? null;
  const router = useRouter();
  const [facts, setFacts] = useState<FileFacts>(NO_FACTS);
  const goal = useTarget(
    location,
    locations,
    facts,
    useMemo(() => keptGoal(draft), [draft]),
  );
  const sheet = useSheet(file, goal.target, kept);
  const found = useFileFacts(sheet, locations);
  // What the file says decides what it is checked against, which the worker is then told.
  useEffect(() => setFacts(found), [found]);
  const { summary } = sheet;
  const remembered = useRememberedColumns(sheet, location?.id ?? null, kept !== null);
  const known = useMemo(() => [...goal.accounts, ...goal.placeAccounts], [goal.accounts, goal.placeAccounts]);
  const preview = usePreview(
    sheet,
    known,
    goal.target !== null && summary?.complete === true && !goal.waiting,
  );
  useSparedNetworks(goal, summary, preview.checked);
  const [upload] = useState(() => new FileUpload(file, draft));
  const schedule = useSchedule(upload, sheet);
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const keeping = useKeptRepairs({
    sheet,
    goal,
    upload,
    locationId: location?.id ?? null,
    keptAt: draft?.kept ? draft.locationId : null,
    paused: asking || leaving,
  });
  const phone = usePhone();
  const scroller = useRef<HTMLDivElement>(null);
  usePreviewKeys(preview);

  if (sheet.refusal) return <Refused {...sheet.refusal} file={file} onAnother={props.onAnother} />;
  if (!summary) return <Reading file={file} />;

  const obstacle = obstacleOf(location, goal.query.isPending, goal.accounts.length);

  async function confirm(asking: Asking | null): Promise<void> {
    if (!summary || !location) return;
    const batchId = await schedule.schedule(location.id, goal, summary, asking);
    // Counts that differ are mostly times that passed: this page judges them by the clock of now.
    if (batchId === null) return goal.refresh();
    setLeaving(true);
    forgetFile();
    router.push(`/imports/${batchId}`);
  }

  const head = (
    <div className="flex flex-col gap-2.5 border-b bg-background px-4 py-3 md:px-6">
      <PreviewHeader
        sheet={sheet}
        summary={summary}
        location={location}
        scheduling={asking}
        several={goal.places.length > 0}
        remembered={remembered}
      >
        <NativeSelect
          aria-label="Location"
          className="w-52 max-md:w-auto max-md:min-w-0 max-md:flex-1 md:[&>select]:h-[30px] md:[&>select]:text-[13px]"
          value={location?.id ?? ""}
          onChange={({ target }) => props.onLocation(target.value)}
        >
          <option value="" disabled>
            Choose a location
          </option>
          {locations.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </NativeSelect>
        {!location && (
          <p className="text-[13px] text-muted max-md:hidden">
            {summary.map.columns.includes("location")
              ? "Each row goes where it says. Choose the location of rows that name none: all are then checked."
              : "Choose the location these posts are for: every row is then checked for its accounts."}
          </p>
        )}
        {location && (
          <AccountsPicker
            compact={phone}
            accounts={goal.accounts}
            groups={goal.groups}
            chosen={goal.accountIds}
            loading={goal.query.isPending}
            receiving={preview.checked && summary.ready > 0 ? summary.receivers : undefined}
            onChange={goal.setAccountIds}
          />
        )}
      </PreviewHeader>
      {location && !goal.waiting && (goal.places.length > 0 || found.cells.length > 0) && (
        <PlacesBar
          summary={summary}
          home={location}
          places={goal.places}
          accountsOf={(index) => goal.accountsAt(index)}
          cells={found.cells}
          onAccounts={goal.setPlaceAccounts}
        />
      )}
      <SparedNote goal={goal} />
      {goal.notCompared !== null && (
        <p className="text-[13px] text-muted">
          {goal.places.length > 0 ? `Rows of ${goal.notCompared.name}` : "Rows"} are not compared with what is
          scheduled already: {sentenceOf(goal.notCompared.error)}
        </p>
      )}
      {goal.query.isError && (
        <Notice
          tone="bad"
          title="The accounts of this location could not be read"
          action={
            <Button size="sm" loading={goal.query.isFetching} onClick={() => void goal.query.refetch()}>
              Retry
            </Button>
          }
        >
          {sentenceOf(goal.query.error)}
        </Notice>
      )}
      {goal.stale && goal.syncedAt && <StaleNotice updatedAt={goal.syncedAt} reason={goal.stale.message} />}
      {!summary.complete && (
        <div className="flex items-center gap-3 text-meta text-muted">
          <Progress
            label="Reading the file"
            done={summary.bytes}
            total={summary.fileSize}
            className="max-w-64"
          />
          {bytes(summary.bytes)} of {bytes(summary.fileSize)} read
        </div>
      )}
      <IssueLines preview={preview} summary={summary} />
    </div>
  );
  const fix = preview.checked && (
    <FixBar
      sheet={sheet}
      summary={summary}
      quietHours={goal.quietHours}
      platformOf={preview.platformOf}
      onQuietHours={goal.setQuietHours}
      location={location}
      isAdmin={props.isAdmin}
    />
  );
  const nothing = summary.complete && preview.rows.total === 0 && sheet.revision > 0 && preview.filtered;
  const empty = nothing && (
    <EmptyState
      icon={Filter}
      title="No row matches"
      action={
        <Button onClick={() => preview.show({ only: "all", code: null, search: "" })}>Show all rows</Button>
      }
    >
      {plural(summary.rows, "row")} {summary.rows === 1 ? "is" : "are"} in the file, none of them under this
      filter.
    </EmptyState>
  );
  return (
    <Workspace>
      {phone ? (
        <div ref={scroller} className="relative min-h-0 flex-1 overflow-auto">
          {head}
          {fix}
          {empty || <RowCards preview={preview} scroller={scroller} />}
        </div>
      ) : (
        <>
          {head}
          {fix}
          <div className="flex min-h-0 flex-1 bg-surface">
            <div className="flex min-w-0 flex-1 flex-col">
              <div ref={scroller} className="min-h-0 flex-1 overflow-auto overscroll-contain">
                {empty || <Grid preview={preview} scroller={scroller} />}
              </div>
              <KeyLine shown={preview.rows.total} all={summary.rows} />
            </div>
            {preview.panel && preview.row && (
              <aside aria-label={`Row ${preview.row.row}`} className="flex w-[336px] shrink-0 border-l">
                <RowPanel preview={preview} row={preview.row} accounts={goal.accountsAt(preview.row.place)} />
              </aside>
            )}
          </div>
        </>
      )}
      <BottomBar
        preview={preview}
        summary={summary}
        obstacle={obstacle}
        keeping={keeping}
        onSchedule={() => {
          schedule.reset();
          setAsking(true);
        }}
      />
      {phone && preview.row && (
        <SidePanel
          side="bottom"
          open={preview.panel}
          onOpenChange={(open) => !open && preview.closePanel()}
          title={`Row ${rowLabel(preview.row.row)}`}
          description={factsOf(preview.row, preview.row.accountIds.length)}
        >
          <RowPanel bare preview={preview} row={preview.row} accounts={goal.accountsAt(preview.row.place)} />
        </SidePanel>
      )}
      {asking && location && (
        <ScheduleDialog
          summary={summary}
          location={location}
          accounts={known}
          chosen={goal.accountIds}
          sentBackBy={draft?.sentBackBy ?? null}
          onLeaveOut={(kind) => void sheet.change("applyRepair", { kind })}
          split={[location, ...goal.places].map(({ name, timezone }, index) => ({
            name,
            timezone,
            ready: summary.places[index]?.ready ?? 0,
          }))}
          progress={schedule.progress}
          onConfirm={(first) => void confirm(first)}
          onClose={() => setAsking(false)}
        />
      )}
      <LeaveGuard active={isOnlyHere(keeping, sheet.changes) && !leaving} keeping={keeping} />
    </Workspace>
  );
}

function keptGoal(draft: DraftView | null): KeptGoal | null {
  if (!draft?.kept) return null;
  const { accountIds, targets, quietHours } = draft.kept.reading;
  const own = [[draft.locationId, accountIds], ...targets.map((one) => [one.locationId, one.accountIds])];
  return { own: Object.fromEntries(own), quietHours };
}

function obstacleOf(location: LocationSummary | null, reading: boolean, accounts: number): string | null {
  if (!location) return "Choose the location these posts are for.";
  if (reading) return `Reading the accounts of ${location.name}.`;
  if (accounts === 0)
    return `${location.name} has no connected account. Connect one at the Social Media API first.`;
  return null;
}
