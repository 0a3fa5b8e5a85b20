"use client";

import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import type { ApiKey } from "@/lib/auth/api-key-schema";
import { plural } from "@/lib/format";
import { KeyDialog } from "./key-dialog";
import { useApiKeys, useRevokeApiKey } from "./key-queries";
import { KeyTable } from "./key-table";
import { PeopleNav } from "./people-nav";
import { usePeople } from "./queries";

export function KeysView() {
  const keys = useApiKeys();
  const people = usePeople();
  const revoke = useRevokeApiKey();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const all = keys.data?.keys ?? [];
  const working = all.filter((key) => key.status === "working").length;
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
          <KeyTable keys={all} locations={people.data?.locations ?? []} onRevoke={setEnding} />
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
      <Dialog
        open={secret !== null}
        onOpenChange={(open) => !open && setSecret(null)}
        size="sm"
        title="Your new API key"
        description="Copy it now: it is not shown again."
        footer={
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        }
      >
        {secret && (
          <div className="flex items-center gap-1">
            <Input readOnly aria-label="API key" className="font-mono text-meta" value={secret} />
            <CopyButton text={secret} what="API key" />
          </div>
        )}
      </Dialog>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`Revoke ${ending?.name ?? ""}?`}
        sentence="Scripts that use this key are refused at once. This cannot be undone."
        confirmLabel="Revoke key"
        tone="danger"
        busy={revoke.isPending}
        error={revoke.error?.message}
        onConfirm={() => ending && revoke.mutate(ending.keyId, { onSuccess: () => setEnding(null) })}
      />
    </>
  );
}
