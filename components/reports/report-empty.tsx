import { CalendarX, Filter, MapPin, PlugZap, RefreshCw } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "@/components/states/empty-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { list } from "@/lib/format";
import type { Report } from "@/lib/reports/schema";
import { platformLabel } from "@/lib/upstream/contract/words";

type ReportEmptyProps = {
  state: Exclude<Report["state"], "data">;
  isAdmin: boolean;
  /** A capture is under way: its progress stands above. */
  capturing: boolean;
  /** Accounts or platforms are filtered. */
  filtered: boolean;
  /** The platforms the address asks for. */
  platforms?: readonly string[];
  /** The period has not begun. */
  ahead?: boolean;
  onReset: () => void;
  /** The button that starts a capture, where the person may. */
  capture: ReactNode;
};

/** Platforms of an address that there are none of. */
export const unknownPlatforms = (platforms: readonly string[]): string[] =>
  platforms.filter((platform) => platformLabel(platform) === platform);

/** Nothing to show, and why: each reason has its own next step. */
export function ReportEmpty(props: ReportEmptyProps) {
  return (
    <Card>
      <Reason {...props} />
    </Card>
  );
}

function Reason(props: ReportEmptyProps) {
  const { state, isAdmin, capturing, filtered, platforms = [], ahead = false, onReset, capture } = props;
  if (state === "not_connected") {
    return (
      <EmptyState
        icon={PlugZap}
        title="Nothing is connected yet"
        action={
          isAdmin && (
            <Button asChild variant="primary">
              <Link href="/connections">Connect agency</Link>
            </Button>
          )
        }
      >
        {isAdmin
          ? "Connect your agency to the Social Media API. Its locations appear, and the first 90 days of snapshots are captured on their own."
          : "Snapshots start once your agency is connected. Ask an admin to connect it on the Connections page."}
      </EmptyState>
    );
  }
  if (state === "no_locations") {
    return (
      <EmptyState icon={MapPin} title="No locations to show">
        {isAdmin
          ? "The connected agency has no locations yet. Add one at the Social Media API; it appears here with the next sync."
          : "No location was granted to you yet. Ask an admin of your agency."}
      </EmptyState>
    );
  }
  if (state === "never_captured") {
    return capturing ? (
      <EmptyState icon={RefreshCw} title="Capturing the first snapshots">
        Figures appear here while the capture goes on; its progress stands above.
      </EmptyState>
    ) : (
      <EmptyState icon={RefreshCw} title="No snapshots yet" action={capture}>
        The first capture fetches 90 days of every account that the Social Media API has statistics for.
      </EmptyState>
    );
  }
  const unknown = unknownPlatforms(platforms);
  if (unknown.length > 0) {
    const names = list(unknown.map((platform) => `“${platform}”`));
    return (
      <EmptyState
        icon={Filter}
        title={unknown.length === 1 ? `${names} is no known platform` : `${names} are no known platforms`}
        action={<Button onClick={onReset}>Reset filters</Button>}
      >
        The address asks for it. Reset the filters to see every platform.
      </EmptyState>
    );
  }
  if (ahead) {
    return (
      <EmptyState
        icon={CalendarX}
        title="These days are still to come"
        action={<Button onClick={onReset}>Show the last 30 days</Button>}
      >
        A day is captured when it is over. Choose days that have passed.
      </EmptyState>
    );
  }
  if (filtered) {
    return (
      <EmptyState
        icon={Filter}
        title="Nothing matches these filters"
        action={<Button onClick={onReset}>Reset filters</Button>}
      >
        There are snapshots, but none of these accounts, platforms and days.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={CalendarX}
      title="Nothing is stored for these days"
      action={
        <>
          <Button onClick={onReset}>Show the last 30 days</Button>
          {capture}
        </>
      }
    >
      Snapshots exist for other days. The Social Media API keeps 400 days, which can be fetched.
    </EmptyState>
  );
}
