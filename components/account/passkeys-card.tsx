"use client";

import { Fingerprint, Plus } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { deviceWord } from "@/components/auth/passkey";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Passkey } from "@/lib/auth/passkey-schema";
import { age } from "@/lib/format";
import { useAddPasskey, usePasskeys, useRemovePasskey, useRenamePasskey } from "./queries";
import { RecoveryCodes } from "./recovery-codes";

/** Passkeys of one's own: each opens the account by the device's PIN, finger or face. */
export function PasskeysCard() {
  const passkeys = usePasskeys();
  const add = useAddPasskey();
  const remove = useRemovePasskey();
  const [name, setName] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const [byNumber, setByNumber] = useState(false);
  // Known in the browser only; the server renders the card without the remark.
  useEffect(() => setByNumber(/^[\d.]+$|^\[/.test(window.location.hostname)), []);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (name !== null) add.mutate(name, { onSuccess: () => setName(null) });
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Passkeys</CardTitle>
        {name === null && (
          <Button
            size="sm"
            className="ml-auto"
            disabled={!passkeys.data || byNumber}
            onClick={() => {
              add.reset();
              setName(deviceWord(navigator.userAgent));
            }}
          >
            <Plus aria-hidden />
            Add passkey
          </Button>
        )}
      </CardHeader>
      {byNumber && (
        <CardBody>
          <Notice tone="info">
            Passkeys belong to a name, not to a number: open the product as localhost or by its domain to add
            one.
          </Notice>
        </CardBody>
      )}
      {name !== null && (
        <CardBody>
          <form className="flex flex-col gap-3" onSubmit={onSubmit}>
            {add.error && <Notice tone="bad">{add.error.message}</Notice>}
            <Field label="Name of the passkey" hint="What you recognise it by, such as the device it is on.">
              <Input
                autoFocus
                required
                maxLength={60}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </Field>
            <div className="flex gap-2">
              <Button type="submit" variant="primary" loading={add.isPending}>
                Go on with the device
              </Button>
              <Button onClick={() => setName(null)}>Cancel</Button>
            </div>
          </form>
        </CardBody>
      )}
      {add.data && add.data.recoveryCodes.length > 0 && (
        <CardBody>
          <RecoveryCodes codes={add.data.recoveryCodes} />
        </CardBody>
      )}
      {passkeys.isError && !passkeys.data ? (
        <ErrorState error={passkeys.error} heading="h3" onRetry={() => void passkeys.refetch()} />
      ) : !passkeys.data ? (
        <LoadingState label="Loading passkeys" rows={2} className="py-2" />
      ) : passkeys.data.passkeys.length === 0 ? (
        name === null && (
          <EmptyState icon={Fingerprint} title="No passkey yet" heading="h3" className="py-5" />
        )
      ) : (
        <ul className="mt-2 divide-y border-t">
          {passkeys.data.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.passkeyId} passkey={passkey} onRemove={() => setLeaving(passkey)} />
          ))}
        </ul>
      )}
      <CardFooter>Signs you in with finger, face or PIN; nobody can guess it or ask you for it.</CardFooter>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={`Remove the passkey “${leaving?.name ?? ""}”?`}
        sentence="It signs nobody in from then on. Delete it on the device too. With your last factor your recovery codes end as well."
        confirmLabel="Remove"
        tone="danger"
        busy={remove.isPending}
        error={remove.error ? sentenceOf(remove.error) : undefined}
        onConfirm={() => leaving && remove.mutate(leaving.passkeyId, { onSuccess: () => setLeaving(null) })}
      />
    </Card>
  );
}

function PasskeyRow({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const rename = useRenamePasskey();
  const [name, setName] = useState<string | null>(null);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (name === null) return;
    rename.mutate({ passkeyId: passkey.passkeyId, name }, { onSuccess: () => setName(null) });
  }

  if (name !== null) {
    return (
      <li className="px-4 py-2.5">
        <form className="flex flex-wrap items-center gap-2" onSubmit={onSubmit}>
          <Input
            autoFocus
            required
            maxLength={60}
            aria-label="Name of the passkey"
            className="min-w-40 flex-1"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" size="sm" variant="primary" loading={rename.isPending}>
            Save
          </Button>
          <Button size="sm" onClick={() => setName(null)}>
            Cancel
          </Button>
        </form>
        {rename.error && (
          <p role="alert" className="mt-1 text-bad">
            {rename.error.message}
          </p>
        )}
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2.5">
      <Fingerprint className="size-5 shrink-0 text-muted" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium">{passkey.name}</p>
        <p className="text-meta text-muted">
          {passkey.lastUsedAt ? `last used ${age(passkey.lastUsedAt)}` : "not used yet"}, added{" "}
          {age(passkey.createdAt)}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" aria-label={`Rename ${passkey.name}`} onClick={() => setName(passkey.name)}>
          Rename
        </Button>
        <Button size="sm" variant="danger" aria-label={`Remove ${passkey.name}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}
