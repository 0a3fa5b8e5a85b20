"use client";

import { KeyRound, Pause, Plus } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { AlertList } from "@/components/watch/alert-list";
import type { ApiKey } from "@/lib/auth/api-key-schema";
import { plural } from "@/lib/format";
import { KeyDialog } from "./key-dialog";
import { KeyPauseSwitch } from "./key-pause-switch";
import { useApiKeys, useRevokeApiKey, useTurnApiKey } from "./key-queries";
import { KeyRotateDialog } from "./key-rotate-dialog";
import { KeySecretDialog } from "./key-secret-dialog";
import { type KeyAct, KeyTable } from "./key-table";
import { PeopleNav } from "./people-nav";
import { usePeople } from "./queries";

export function KeysView() {
  const keys = useApiKeys();
  const people = usePeople();
  const revoke = useRevokeApiKey();
  const turn = useTurnApiKey();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<{ act: "rotate" | "revoke"; key: ApiKey } | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const all = keys.data?.keys ?? [];
  const working = all.filter((key) => key.status === "working").length;
  const ending = open?.act === "revoke" ? open.key : null;
  const onAct = (act: KeyAct, key: ApiKey) => {
    turn.reset();
    if (act === "rotate" || act === "revoke") setOpen({ act, key });
    else turn.mutate({ keyId: key.keyId, to: act });
  };
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)} disabled={!people.data}>
      <Plus aria-hidden />
      Add key
    </Button>
  );
  return (
    <>
      <PageHeader
        title="API keys"
        breadcrumbs={[{ label: "People", href: "/people" }, { label: "API keys" }]}
        facts={keys.data ? [plural(working, "working key"), "sent as Authorization: Bearer"] : []}
        actions={all.length > 0 ? add : null}
      />
      <PeopleNav />
      {turn.isError && (
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
          {sentenceOf(turn.error)}
        </p>
      )}
      <AlertList
        about="api_key"
        action={({ subjectId, label }) => {
          const key = all.find(({ keyId }) => keyId === subjectId);
          return (
            key?.status === "working" && (
              <Button
                size="sm"
                aria-label={`Pause key ${label}`}
                loading={turn.isPending}
                onClick={() => onAct("pause", key)}
              >
                <Pause aria-hidden />
                Pause key
              </Button>
            )
          );
        }}
      />
      <Card className="overflow-hidden">
        {keys.isError && !keys.data ? (
          <ErrorState error={keys.error} onRetry={() => void keys.refetch()} retrying={keys.isFetching} />
        ) : !keys.data ? (
          <LoadingState label="Loading API keys" className="py-2" />
        ) : all.length === 0 ? (
          <EmptyState heading="h2" icon={KeyRound} title="No API key yet" action={add}>
            A key lets a script of yours read or change what you choose, without anybody's password.
          </EmptyState>
        ) : (
          <>
            <KeyTable keys={all} locations={people.data?.locations ?? []} onAct={onAct} />
            <KeyPauseSwitch pauseKeys={keys.data.pauseKeys} />
          </>
        )}
      </Card>
      {adding && people.data && (
        <KeyDialog
          locations={people.data.locations}
          onClose={() => setAdding(false)}
          onCreated={(created) => {
            setAdding(false);
            setSecret(created.secret);
          }}
        />
      )}
      {open?.act === "rotate" && (
        <KeyRotateDialog
          apiKey={open.key}
          onClose={() => setOpen(null)}
          onMade={(made) => {
            setOpen(null);
            setSecret(made);
          }}
        />
      )}
      <KeySecretDialog secret={secret} onClose={() => setSecret(null)} />
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(next) => !next && setOpen(null)}
        title={`Revoke ${ending?.name ?? ""}?`}
        sentence="Scripts that use this key are refused at once. This cannot be undone."
        confirmLabel="Revoke key"
        tone="danger"
        busy={revoke.isPending}
        error={revoke.error?.message}
        onConfirm={() => ending && revoke.mutate(ending.keyId, { onSuccess: () => setOpen(null) })}
      />
    </>
  );
}
