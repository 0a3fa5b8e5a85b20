import type { ReactNode } from "react";
import { Progress } from "@/components/ui/progress";
import type { ConnectionView } from "@/lib/connections/schema";
import { age, day, number, percent } from "@/lib/format";
import { shortMoment } from "./moment";
import { ScopeTicks } from "./scope-ticks";

const WEEK_MS = 7 * 86_400_000;

/** The five facts that every card has. */
export function ConnectionFacts({ connection, zone }: { connection: ConnectionView; zone: string }) {
  const isKey = connection.kind === "api_key";
  const at = (moment: string | null) => (moment ? shortMoment(moment, zone) : "—");
  return (
    <dl className="grid grid-cols-2 border-t max-md:[&>*:nth-child(even)]:border-l max-md:[&>*:nth-child(n+3)]:border-t md:grid-cols-[1.2fr_1fr_1fr_1.2fr_1fr] md:divide-x">
      <Fact term="Scopes">
        <ScopeTicks scopes={connection.scopes} />
      </Fact>
      <Fact term={isKey ? "Checked" : "Last refresh"}>
        <p className="font-medium tabular-nums">{at(connection.lastRefreshAt)}</p>
        <Small>{connection.lastRefreshAt ? age(connection.lastRefreshAt) : "Not yet"}</Small>
      </Fact>
      <Fact term={isKey && connection.overlapUntil ? "Old key works until" : "Next refresh"}>
        <NextStep connection={connection} at={at} />
      </Fact>
      <Fact term="Calls today">
        <p className="tabular-nums">
          <span className="font-medium">{number(connection.callsToday)}</span>{" "}
          <span className="text-muted">of {number(connection.quota)}</span>
        </p>
        <Progress
          label={`Calls today of ${connection.label}`}
          done={connection.callsToday}
          total={connection.quota}
          className="my-1 h-1"
        />
        <Small>
          {percent(connection.callsToday / connection.quota)} of the quota
          {connection.refusalsToday > 0 && `, ${number(connection.refusalsToday)} refused`}
        </Small>
      </Fact>
      <Fact term="Rotation due">
        <Rotation connection={connection} />
      </Fact>
    </dl>
  );
}

function NextStep({ connection, at }: { connection: ConnectionView; at: (moment: string | null) => string }) {
  if (connection.overlapUntil) {
    return (
      <>
        <p className="font-medium tabular-nums">{at(connection.overlapUntil)}</p>
        <Small>Then it is destroyed</Small>
      </>
    );
  }
  if (connection.kind === "api_key") {
    return (
      <>
        <p className="font-medium">None</p>
        <Small>A key does not expire</Small>
      </>
    );
  }
  if (!connection.nextRefreshAt) {
    return (
      <>
        <p className="font-medium">None</p>
        <Small>After reconnecting</Small>
      </>
    );
  }
  return (
    <>
      <p className="font-medium tabular-nums">{at(connection.nextRefreshAt)}</p>
      <Small>15 min before expiry</Small>
    </>
  );
}

function Rotation({ connection }: { connection: ConnectionView }) {
  const due = connection.rotationDueAt;
  if (!due) return <p className="font-medium">Not set</p>;
  const left = new Date(due).getTime() - Date.now();
  return (
    <>
      <p className={left < WEEK_MS ? "font-medium text-warn tabular-nums" : "font-medium tabular-nums"}>
        {day(due.slice(0, 10))}
      </p>
      <Small>{left < 0 ? `Overdue, ${age(due)}` : age(due).replace(/^in/, "In")}</Small>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0 border-line px-4 py-3">
      <dt className="text-meta text-muted">{term}</dt>
      <dd className="mt-0.5">{children}</dd>
    </div>
  );
}

function Small({ children }: { children: ReactNode }) {
  return <p className="text-meta text-muted">{children}</p>;
}
