"use client";

import { Plus, Rss } from "lucide-react";
import { useState } from "react";
import { DeliveryNav } from "@/components/delivery/delivery-nav";
import { PageHeader } from "@/components/layout/page-header";
import { usePeople } from "@/components/people/queries";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { FeedToken } from "@/lib/feed/schema";
import { plural } from "@/lib/format";
import { FeedDialog } from "./feed-dialog";
import { useFeedTokens, useRevokeFeedToken } from "./queries";
import { TokenTable } from "./token-table";

/** Tokens with which other tools read the agency's snapshots, and how they do it. */
export function FeedView() {
  const tokens = useFeedTokens();
  const people = usePeople();
  const revoke = useRevokeFeedToken();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<FeedToken | null>(null);
  const [created, setCreated] = useState<{ secret: string; url: string } | null>(null);
  const all = tokens.data?.tokens ?? [];
  const add = (
    <Button variant="primary" disabled={!people.data} onClick={() => setAdding(true)}>
      <Plus aria-hidden /> Add token
    </Button>
  );
  return (
    <>
      <PageHeader
        title="BI feed"
        breadcrumbs={[{ label: "Delivery", href: "/delivery" }, { label: "BI feed" }]}
        facts={
          tokens.data
            ? [plural(all.filter(({ status }) => status === "working").length, "working token")]
            : []
        }
        actions={all.length > 0 ? add : null}
      />
      <DeliveryNav isAdmin />
      <Card className="overflow-hidden">
        {tokens.isError && !tokens.data ? (
          <ErrorState
            error={tokens.error}
            onRetry={() => void tokens.refetch()}
            retrying={tokens.isFetching}
          />
        ) : !tokens.data ? (
          <LoadingState label="Loading feed tokens" className="py-2" />
        ) : all.length === 0 ? (
          <EmptyState heading="h2" icon={Rss} title="No feed token yet" action={add}>
            A token lets a spreadsheet, a warehouse or a BI tool read your snapshots, again and again.
          </EmptyState>
        ) : (
          <TokenTable tokens={all} locations={people.data?.locations ?? []} onRevoke={setEnding} />
        )}
      </Card>
      {tokens.data && <HowTo url={tokens.data.url} />}
      {adding && people.data && (
        <FeedDialog
          locations={people.data.locations}
          onClose={() => setAdding(false)}
          onCreated={(made) => {
            setAdding(false);
            setCreated(made);
          }}
        />
      )}
      <Dialog
        open={created !== null}
        onOpenChange={(open) => !open && setCreated(null)}
        title="Your new feed token"
        description="Copy it now: it is not shown again."
        footer={
          <DialogClose asChild>
            <Button variant="primary">Done</Button>
          </DialogClose>
        }
      >
        {created && (
          <div className="flex flex-col gap-4">
            <Secret label="Token" text={created.secret} />
            <Secret label="Ready address" text={`${created.url}?token=${created.secret}&format=csv`} />
          </div>
        )}
      </Dialog>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`Revoke ${ending?.name ?? ""}?`}
        sentence="Whatever reads with this token is refused at once, also a download under way. This cannot be undone."
        confirmLabel="Revoke token"
        tone="danger"
        busy={revoke.isPending}
        error={revoke.isError ? sentenceOf(revoke.error) : undefined}
        onConfirm={() => ending && revoke.mutate(ending.tokenId, { onSuccess: () => setEnding(null) })}
      />
    </>
  );
}

function Secret({ label, text }: { label: string; text: string }) {
  return (
    <div className="flex items-end gap-1">
      <div className="min-w-0 flex-1">
        <Field label={label}>
          <Input readOnly className="font-mono text-meta" value={text} />
        </Field>
      </div>
      <CopyButton text={text} what={label.toLowerCase()} />
    </div>
  );
}

function HowTo({ url }: { url: string }) {
  const lines: [string, string][] = [
    ["Everything, as JSON Lines", `curl -fD head.txt -H "Authorization: Bearer 2cf_…" ${url}`],
    ["What came or was corrected since", `${url}?token=2cf_…&format=csv&since=2026-03-01T00:00:00Z`],
    ["For columns with types", `${url}?token=2cf_…&format=parquet`],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>How it is read</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <dl className="flex flex-col gap-3">
          {lines.map(([label, text]) => (
            <div key={label}>
              <dt className="text-meta text-muted">{label}</dt>
              <dd className="flex items-center gap-1">
                <code className="min-w-0 break-all font-mono text-meta">{text}</code>
                <CopyButton text={text} what={label.toLowerCase()} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="text-muted">
          Each answer names the moment up to which it is whole in the header <code>X-Feed-Cursor</code>: give
          it as <code>since</code> the next time, and every row comes once, and again only when its network
          corrected it. A row is one account and day; accountId and day name it. Keep the moment only when the
          download ended properly: one that breaks off is not whole.
        </p>
        <p className="text-muted">
          Tools that speak PostgreSQL read the views <code>bi_locations</code>, <code>bi_accounts</code>,{" "}
          <code>bi_snapshots</code>, <code>bi_location_days</code> and <code>bi_posts</code> with a role of
          their own; the README tells how to make one.
        </p>
      </CardBody>
    </Card>
  );
}
