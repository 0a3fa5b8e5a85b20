"use client";

import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { totpSetUpSchema } from "@/lib/auth/schema";
import { useConfirmSecondFactor } from "./queries";

type SecondFactorSetUpProps = {
  setUp: z.output<typeof totpSetUpSchema>;
  onDone: (recoveryCodes: string[]) => void;
  onCancel: () => void;
};

/** Scan, then prove it with a first code. */
export function SecondFactorSetUp({ setUp, onDone, onCancel }: SecondFactorSetUpProps) {
  const confirm = useConfirmSecondFactor();
  const [code, setCode] = useState("");

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    confirm.mutate(code, { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) });
  }

  return (
    <div className="flex flex-wrap gap-4">
      <img
        alt="QR code for your authenticator app"
        src={`data:image/svg+xml;utf8,${encodeURIComponent(setUp.qrSvg)}`}
        className="size-44 rounded-control border bg-white"
      />
      <form className="flex min-w-56 flex-1 flex-col gap-3" onSubmit={onSubmit}>
        <p>Scan the picture with your authenticator app, or type this key into it:</p>
        <p className="flex items-center gap-1">
          <code className="break-all font-mono text-meta">{setUp.secret}</code>
          <CopyButton text={setUp.secret} what="key" />
        </p>
        {confirm.error && <Notice tone="bad">{confirm.error.message}</Notice>}
        <Field label="Code the app shows now">
          <Input
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            maxLength={10}
            className="max-w-40"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
        <div className="flex gap-2">
          <Button type="submit" variant="primary" loading={confirm.isPending}>
            Turn on
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </form>
    </div>
  );
}
