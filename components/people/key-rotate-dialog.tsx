"use client";

import { type FormEvent, useId, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { ApiKey, OVERLAP_HOURS } from "@/lib/auth/api-key-schema";
import { useRotateApiKey } from "./key-queries";

const ENDS: Record<(typeof OVERLAP_HOURS)[number], string> = {
  0: "Now: scripts with the old key are refused at once",
  1: "In 1 hour",
  24: "In 24 hours",
  168: "In 7 days",
};

type KeyRotateDialogProps = { apiKey: ApiKey; onClose: () => void; onMade: (secret: string) => void };

/** A new secret for the same script; until the chosen moment both work. */
export function KeyRotateDialog({ apiKey, onClose, onMade }: KeyRotateDialogProps) {
  const formId = useId();
  const rotate = useRotateApiKey();
  const [hours, setHours] = useState("24");

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    rotate.mutate(
      { keyId: apiKey.keyId, overlapHours: Number(hours) },
      { onSuccess: ({ secret }) => onMade(secret) },
    );
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={`Rotate ${apiKey.name}`}
      description="Makes a new secret with the same name, permissions and locations. Put it into the script before the old one ends."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={rotate.isPending}>
            Make new secret
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={onSubmit}>
        {rotate.isError && <Notice tone="bad">{sentenceOf(rotate.error)}</Notice>}
        <Field label="The old key ends">
          <NativeSelect value={hours} onChange={(event) => setHours(event.target.value)}>
            {Object.entries(ENDS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </form>
    </Dialog>
  );
}
