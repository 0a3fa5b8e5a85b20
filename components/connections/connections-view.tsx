"use client";

import { KeyRound, Plug } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { StaleNotice } from "@/components/states/stale-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { AlertList } from "@/components/watch/alert-list";
import type { ConnectionsReply, ConnectionView } from "@/lib/connections/schema";
import { plural } from "@/lib/format";
import { type Arrival, ArrivalNotice } from "./arrival-notice";
import { ConnectionCard } from "./connection-card";
import { FirstConnection } from "./first-connection";
import { KeyDialog } from "./key-dialog";
import { PauseButton } from "./pause-button";
import { useAuthorize, useConnections } from "./queries";
import { RotationCard } from "./rotation-card";
import { ScopeLegend } from "./scope-ticks";
import { STATUS_WORDS } from "./status";
import { VaultCard } from "./vault-card";

const FILTERS = ["needs_reauth", "paused", "working"] as const;

export function ConnectionsView({ arrival }: { arrival: Arrival }) {
  const query = useConnections();
  const authorize = useAuthorize();
  const [adding, setAdding] = useState(false);
  const { data } = query;
  const hasAgency = data?.connections.some(({ kind }) => kind === "agency_oauth") ?? false;
  const connected = (data?.connections.length ?? 0) > 0;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Connections"
        facts={data ? factsOf(data) : ["Keys and permissions that the product works with"]}
        actions={
          connected && (
            <>
              <Button variant={hasAgency ? "primary" : "secondary"} onClick={() => setAdding(true)}>
                <KeyRound aria-hidden />
                Add API key
              </Button>
              {!hasAgency && (
                <Button variant="primary" loading={authorize.isPending} onClick={() => authorize.mutate({})}>
                  {!authorize.isPending && <Plug aria-hidden />}
                  Connect agency
                </Button>
              )}
            </>
          )
        }
      />
      {authorize.isError && (
        <p role="alert" className="text-bad">
          {sentenceOf(authorize.error)}
        </p>
      )}
      <ArrivalNotice arrival={arrival} connected={connected} />
      {query.isPending && <LoadingState label="Connections" rows={6} />}
      {query.isError && !data && <ErrorState error={query.error} onRetry={() => query.refetch()} />}
      {query.isError && data && (
        <StaleNotice
          updatedAt={new Date(query.dataUpdatedAt)}
          reason={query.error.message}
          onRetry={() => query.refetch()}
        />
      )}
      {data && !connected && <FirstConnection onAddKey={() => setAdding(true)} />}
      {data && connected && <ConnectionList data={data} />}
      {adding && <KeyDialog first={!connected} onClose={() => setAdding(false)} />}
    </div>
  );
}

function ConnectionList({ data }: { data: ConnectionsReply }) {
  const router = useRouter();
  const chosen = useSearchParams().get("status");
  const show = (status: string | null) =>
    router.replace(status ? `/connections?status=${status}` : "/connections", { scroll: false });
  const shown = data.connections.filter(({ status }) => chosen === null || status === chosen);
  return (
    <>
      <AlertList
        about="connection"
        action={({ subjectId, kind }) => {
          const unusual = data.connections.find(({ id, status }) => id === subjectId && status === "working");
          return kind !== "rotation_due" && unusual && <PauseButton connection={unusual} />;
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <fieldset className="flex flex-wrap gap-2" aria-label="Show connections by state">
          <Chip
            toggle
            value={`All ${data.connections.length}`}
            pressed={chosen === null}
            onClick={() => show(null)}
          />
          {FILTERS.map((status) => {
            const found = data.connections.filter((one) => one.status === status).length;
            if (found === 0 && chosen !== status) return null;
            return (
              <Chip
                key={status}
                toggle
                value={`${STATUS_WORDS[status].word} ${found}`}
                pressed={chosen === status}
                onClick={() => show(chosen === status ? null : status)}
              />
            );
          })}
        </fieldset>
        <ScopeLegend />
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_280px]">
        <div className="flex min-w-0 flex-col gap-4">
          {shown.map((connection: ConnectionView) => (
            <ConnectionCard key={connection.id} connection={connection} zone={data.timezone} />
          ))}
          {shown.length === 0 && (
            <Card>
              <EmptyState
                icon={Plug}
                title="No connection is in this state"
                action={<Button onClick={() => show(null)}>Show all</Button>}
              />
            </Card>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <VaultCard vault={data.vault} />
          <RotationCard connections={data.connections} />
        </div>
      </div>
    </>
  );
}

function factsOf(data: ConnectionsReply): string[] {
  if (data.connections.length === 0) return ["Nothing is connected yet"];
  const count = (status: ConnectionView["status"]) =>
    data.connections.filter((one) => one.status === status).length;
  const parts = FILTERS.filter((status) => count(status) > 0).map(
    (status) => `${count(status)} ${STATUS_WORDS[status].word.toLowerCase()}`,
  );
  return [
    `${plural(data.connections.length, "connection")}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`,
    `Times in ${data.timezone}`,
  ];
}
