"use client";

import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { useCreateView } from "./queries";

type SaveViewDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  path: string;
  search: string;
  canShare: boolean;
};

/** Keeps the page's present address under a name. */
export function SaveViewDialog({ open, onOpenChange, ...form }: SaveViewDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="Save this view"
      description="The page with its filters, to be opened again from any report page."
    >
      <SaveViewForm {...form} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Pick<SaveViewDialogProps, "path" | "search" | "canShare"> & { onDone: () => void };

function SaveViewForm({ path, search, canShare, onDone }: FormProps) {
  const create = useCreateView();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({ name, path, search, shared }, { onSuccess: onDone });
      }}
    >
      <Field label="Name of the view">
        <Input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      {canShare && <Switch label="Share it with your agency" checked={shared} onCheckedChange={setShared} />}
      <p className="text-meta text-muted">
        It keeps filters, not figures: whoever opens it sees the locations granted to them.
      </p>
      {create.isError && <Notice tone="bad">{sentenceOf(create.error)}</Notice>}
      <Button type="submit" variant="primary" className="self-end" loading={create.isPending}>
        Save view
      </Button>
    </form>
  );
}
