"use client";

import { RotateCw } from "lucide-react";
import { Term } from "@/components/help/term";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { StatusTag } from "@/components/ui/status-tag";
import type { VaultView } from "@/lib/connections/schema";
import { age } from "@/lib/format";
import { useRotateVault } from "./queries";

/** The state of the vault: its key, and whether everything stored opens. */
export function VaultCard({ vault }: { vault: VaultView }) {
  const rotate = useRotateVault();
  const sound = vault.opened === vault.stored;
  return (
    <Card aria-label="Vault">
      <CardHeader>
        <CardTitle>Vault</CardTitle>
        <StatusTag tone={sound ? "good" : "bad"} className="ml-auto">
          {sound ? "Sound" : `${vault.stored - vault.opened} sealed`}
        </StatusTag>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <dl className="flex flex-col gap-1.5">
          <Line term="Key id" value={<code className="font-mono">{vault.keyId}</code>} />
          <Line term="Rotated" value={vault.rotatedAt ? age(vault.rotatedAt) : "Never"} />
          <Line term="Encryption" value="AES-256-GCM" />
          <Line term="Stored values" value={`${vault.onNewest} of ${vault.stored} on this key`} />
          <Line term="Open just now" value={`${vault.opened} of ${vault.stored}`} />
        </dl>
        {vault.rewrapping && (
          <Progress label="Values wrapped by the newest key" done={vault.onNewest} total={vault.stored} />
        )}
        <Button
          loading={rotate.isPending || vault.rewrapping}
          disabled={!vault.canRotate && !vault.rewrapping}
          onClick={() => rotate.mutate()}
        >
          {!rotate.isPending && !vault.rewrapping && <RotateCw aria-hidden />}
          {vault.rewrapping ? "Wrapping anew" : "Rotate the vault key"}
        </Button>
        {rotate.isError && (
          <p role="alert" className="text-bad">
            {sentenceOf(rotate.error)}
          </p>
        )}
        <p className="text-meta text-muted">
          {vault.canRotate ? (
            <>
              Adds a key, wraps the stored <Term id="token">tokens</Term> with it and retires the old one.
              Calls go on.
            </>
          ) : (
            <>
              The keys come from the setting VAULT_KEYS. Put a new key first there and restart; the stored
              values are wrapped with it by themselves.
            </>
          )}
        </p>
      </CardBody>
    </Card>
  );
}

function Line({ term, value }: { term: string; value: React.ReactNode }) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="text-muted">{term}</dt>
      <dd className="text-right font-medium tabular-nums">{value}</dd>
    </div>
  );
}
