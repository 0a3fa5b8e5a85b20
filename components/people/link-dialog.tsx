"use client";

import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { age } from "@/lib/format";
import type { PersonWithLink } from "@/lib/people/add-person";

type LinkDialogProps = { answer: PersonWithLink | null; onClose: () => void };

/** The link is shown this once; only its hash is stored. */
export function LinkDialog({ answer, onClose }: LinkDialogProps) {
  return (
    <Dialog
      open={answer !== null}
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={`Link for ${answer?.person.name ?? ""}`}
      description={
        answer?.mailed?.sent
          ? `It was mailed to ${answer.person.email}. With it they set their password, once; here it is in case the message does not arrive.`
          : "Send it yourself. With it they set their password, once. It is not shown again."
      }
      footer={
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      }
    >
      {answer && (
        <>
          {answer.mailed?.problem && (
            <Notice tone="warn" title="It could not be mailed">
              {answer.mailed.problem}
            </Notice>
          )}
          <div className="flex items-center gap-1">
            <Input
              readOnly
              aria-label="Password link"
              className="font-mono text-meta"
              value={answer.link}
              onFocus={(event) => event.target.select()}
            />
            <CopyButton text={answer.link} what="link" />
          </div>
          <p className="mt-2 text-meta text-muted">
            It stops working {age(answer.expiresAt)}, or when a newer link is made.
          </p>
        </>
      )}
    </Dialog>
  );
}
