"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, Link2, UserCheck } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { dateTime } from "@/lib/format";
import type { ApprovalView, BatchView } from "@/lib/imports/schema";
import { type ApprovalStep, approversQuery, useApproval } from "../queries";
import { isFree, othersOf, scopeOf } from "./approval-scope";

type Ask = "ask" | "send_back" | null;

type ReadyCardProps = { batch: BatchView; canSteer: boolean; zone: string };

/** A checked file that is not scheduled yet: who has to approve it, and what can be done now. `zone`: of who looks. */
export function ReadyCard({ batch, canSteer, zone }: ReadyCardProps) {
  const { approval } = batch;
  // Rows of one file are asked for, approved and scheduled together, as far as the one who looks may.
  const scope = scopeOf(batch);
  const { ready, what } = scope;
  const step = useApproval(batch.batchId, batch.version, scope.group);
  // A second click comes before the button knows of the first.
  const sent = useRef(false);
  const send = (next: ApprovalStep, after?: () => void) => {
    if (sent.current) return;
    sent.current = true;
    step.mutate(next, {
      onSettled: () => {
        sent.current = false;
        after?.();
      },
    });
  };
  const [asking, setAsking] = useState<Ask>(null);
  const said = saidOf(approval, zone);
  const free = isFree(approval);
  const sentBack = approval?.status === "sent_back" && approval.current;
  const busy = step.isPending ? step.variables?.kind : null;
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
      <div className="min-w-56 flex-1">
        <h2 className="font-semibold">{said.title}</h2>
        <p className="text-[13px] text-muted">{said.sentence}</p>
        {othersOf(batch).map((sentence) => (
          <p key={sentence} className="text-[13px] text-muted">
            {sentence}
          </p>
        ))}
        {(approval?.decidedNote ?? approval?.askedNote) && (
          <blockquote className="mt-2 whitespace-pre-wrap border-line border-l-2 pl-3 text-[13px]">
            {approval?.decidedNote ?? approval?.askedNote}
          </blockquote>
        )}
        {step.isError && (
          <p role="alert" className="mt-1 text-bad">
            {sentenceOf(step.error)}
          </p>
        )}
      </div>
      {canSteer && (
        <div className="flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:flex-1">
          {approval?.status === "asked" && approval.mine && <CopyLink link={linkOf(batch.batchId)} />}
          {approval?.mine && approval.status === "asked" && (
            <Button variant="ghost" loading={busy === "withdraw"} onClick={() => send({ kind: "withdraw" })}>
              Take the request back
            </Button>
          )}
          {approval?.mayDecide && (
            <>
              <Button onClick={() => setAsking("send_back")}>Send back</Button>
              <Button
                variant="primary"
                loading={busy === "decide"}
                onClick={() => send({ kind: "decide", decision: "approved", note: null })}
              >
                <UserCheck aria-hidden />
                Approve {what}
              </Button>
            </>
          )}
          {(approval?.status !== "asked" || !approval.current) && (
            <Button asChild variant={sentBack ? "primary" : "ghost"}>
              <Link href={repairHref(batch)}>Go on repairing</Link>
            </Button>
          )}
          {(approval?.status !== "asked" || !approval.current) && (
            <Button disabled={ready === 0} onClick={() => setAsking("ask")}>
              Ask for approval
            </Button>
          )}
          {free && (
            <Button
              variant="primary"
              disabled={ready === 0}
              loading={busy === "schedule"}
              onClick={() => send({ kind: "schedule" })}
            >
              <CalendarCheck aria-hidden />
              Schedule {what}
            </Button>
          )}
        </div>
      )}
      {asking !== null && (
        <NoteDialog
          kind={asking}
          locationId={batch.locationId}
          busy={step.isPending}
          onClose={() => setAsking(null)}
          onSend={(note, approverId) =>
            send(
              asking === "ask"
                ? { kind: "ask", approverId, note: note || null }
                : { kind: "decide", decision: "sent_back", note },
              () => setAsking(null),
            )
          }
        />
      )}
    </Card>
  );
}

/** The file with every repair, whichever location of it is looked at. */
const repairHref = ({ batchId, locationId }: BatchView): string =>
  `/imports/new?${new URLSearchParams({ locationId, batchId })}`;

const linkOf = (batchId: string): string =>
  typeof window === "undefined" ? `/imports/${batchId}` : `${window.location.origin}/imports/${batchId}`;

/** For whoever is asked by other means than the e-mail. */
function CopyLink({ link }: { link: string }) {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  const words = { ready: "Copy the link", copied: "Link copied", refused: "The browser refused to copy" };
  return (
    <Button
      onClick={() =>
        navigator.clipboard.writeText(link).then(
          () => setState("copied"),
          () => setState("refused"),
        )
      }
    >
      <Link2 aria-hidden />
      <span role="status">{words[state]}</span>
    </Button>
  );
}

function saidOf(approval: ApprovalView | null, timezone: string): { title: string; sentence: string } {
  if (!approval)
    return {
      title: "Checked, but not scheduled",
      sentence: "Nothing was sent. Schedule it, or ask somebody to approve it first.",
    };
  const asked = `${approval.askedByName} asked ${approval.approverName ?? "for an approval"} on ${dateTime(approval.askedAt, timezone)}, about version ${approval.version}.`;
  if (!approval.current)
    return {
      title: "The rows changed since they were shown",
      sentence: `${asked} The present version needs an approval of its own.`,
    };
  const decided = approval.decidedAt ? ` on ${dateTime(approval.decidedAt, timezone)}` : "";
  if (approval.status === "approved")
    return {
      title: "Approved, ready to schedule",
      sentence: `${approval.decidedByName} approved version ${approval.version}${decided}.`,
    };
  if (approval.status === "sent_back")
    return {
      title: "Sent back",
      sentence: `${approval.decidedByName} sent version ${approval.version} back${decided}. Every repair is kept: go on from there, then ask again.`,
    };
  return {
    title: "Waits for approval",
    sentence: `${asked} ${approval.mayDecide ? "Look at the rows below, then approve them or send them back." : "It can be scheduled once it is approved."}`,
  };
}

type NoteDialogProps = {
  kind: Exclude<Ask, null>;
  locationId: string;
  busy: boolean;
  onClose: () => void;
  onSend: (note: string, approverId: string | null) => void;
};

function NoteDialog({ kind, locationId, busy, onClose, onSend }: NoteDialogProps) {
  const ask = kind === "ask";
  const people = useQuery({ ...approversQuery(locationId), enabled: ask });
  const [note, setNote] = useState("");
  const [approverId, setApproverId] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={ask ? "Ask for approval" : "Send back"}
      description={
        ask
          ? "Until it is approved, this version cannot be scheduled. Whoever is asked gets an e-mail with a link to this page."
          : "The note says what should change and goes to the one who asked. The rows stay as they are."
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            loading={busy}
            disabled={!ask && note.trim() === ""}
            onClick={() => onSend(note.trim(), approverId || null)}
          >
            {ask ? "Ask for approval" : "Send back"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {ask && (
          <Field label="Approver">
            <NativeSelect value={approverId} onChange={({ target }) => setApproverId(target.value)}>
              <option value="">Anybody but me</option>
              {(people.data?.approvers ?? []).map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
        )}
        <Field label="Note" optional={ask}>
          <Textarea rows={4} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
