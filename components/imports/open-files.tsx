"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { age, plural } from "@/lib/format";
import type { OpenDraft } from "@/lib/imports/draft-schema";
import { forgetUpload } from "./open-uploads";
import { openDraftsQuery, useForgetDraft } from "./queries";

/** Files that one began, in any browser, and has not had checked yet: each goes on where it was left. */
export function OpenFiles() {
  const drafts = useQuery(openDraftsQuery);
  const forget = useForgetDraft();
  const [asked, setAsked] = useState<OpenDraft | null>(null);
  const open = drafts.data?.drafts ?? [];
  if (open.length === 0) return null;
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Not finished</CardTitle>
        <span className="text-muted">{plural(open.length, "file")}, nothing of it was scheduled</span>
      </CardHeader>
      <ul className="divide-y border-t">
        {open.map((draft) => (
          <li key={draft.batchId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
            <div className="min-w-0 flex-1 basis-60">
              <p className="truncate font-medium">{draft.fileName}</p>
              <p className="text-[13px] text-muted">
                {[draft.locationName, stateOf(draft), age(draft.at)].join(" · ")}
              </p>
            </div>
            <div className="ml-auto flex gap-2">
              <Button size="sm" variant="ghost" onClick={() => setAsked(draft)}>
                Discard
              </Button>
              <Button asChild size="sm">
                <Link href={hrefOf(draft)} aria-label={`Go on with ${draft.fileName}`}>
                  Go on
                </Link>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(next) => !next && setAsked(null)}
        title={`Discard ${asked?.fileName ?? ""}?`}
        sentence="The file as it was sent here and its repairs are deleted. The file on your disk stays as it is."
        confirmLabel="Discard"
        tone="danger"
        busy={forget.isPending}
        error={forget.isError ? sentenceOf(forget.error) : undefined}
        onConfirm={() => {
          if (!asked) return;
          forget.mutate(asked.batchId, {
            onSuccess: () => {
              forgetUpload(asked.batchId);
              setAsked(null);
            },
          });
        }}
      />
    </Card>
  );
}

function stateOf({ changes, whole }: OpenDraft): string {
  const repairs = changes === null || changes === 0 ? "no repairs yet" : `${plural(changes, "change")} kept`;
  return whole ? repairs : `${repairs}, not all of the file has arrived`;
}

const hrefOf = ({ batchId, locationId, whole }: OpenDraft): string =>
  whole ? `/imports/new?${new URLSearchParams({ locationId, batchId })}` : `/imports/${batchId}`;
