"use client";

import { Fingerprint } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useSecondFactor } from "@/components/account/queries";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { whenProofIsNeeded } from "@/lib/http/api-client";
import { codesOf } from "./codes-of";
import { answerWithPasskey } from "./passkey";
import { useStepUp } from "./queries";

type Asked = { answer: (given: boolean) => void; promise: Promise<boolean> };

/** Opens when a request needs a fresh proof, and lets the request go on. Two requests at once share one question. */
export function StepUpDialog() {
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [withCode, setWithCode] = useState(false);
  const [proof, setProof] = useState("");
  const [touching, setTouching] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const factors = useSecondFactor(open);
  const codes = codesOf(factors.data);
  const byCode = withCode && codes !== null;
  const asked = useRef<Asked | null>(null);
  const confirm = useStepUp();

  useEffect(
    () =>
      whenProofIsNeeded(() => {
        asked.current ??= newQuestion();
        setOpen(true);
        return asked.current.promise;
      }),
    [],
  );

  function end(given: boolean) {
    asked.current?.answer(given);
    asked.current = null;
    setOpen(false);
    setProof("");
    setWithCode(false);
    setProblem(null);
    confirm.reset();
  }

  async function answerByPasskey() {
    setTouching(true);
    setProblem(null);
    try {
      confirm.mutate({ passkey: await answerWithPasskey("step_up") }, { onSuccess: () => end(true) });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The device did not answer.");
    }
    setTouching(false);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    // Inside another form's dialog, React would hand the submit on to that form.
    event.stopPropagation();
    setProblem(null);
    confirm.mutate(byCode ? { code: proof } : { password: proof }, { onSuccess: () => end(true) });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && end(false)}
      size="sm"
      title="Confirm it is you"
      description="This action needs a fresh proof. It then stays open for 5 minutes."
      footer={
        <>
          {codes && (
            <Button
              variant="ghost"
              className="mr-auto"
              onClick={() => {
                setWithCode(!byCode);
                setProof("");
                confirm.reset();
              }}
            >
              {byCode ? "Use password" : "Use a code"}
            </Button>
          )}
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={confirm.isPending}>
            Confirm
          </Button>
        </>
      }
    >
      <form id={formId} method="post" className="flex flex-col gap-3" onSubmit={onSubmit}>
        {(problem ?? confirm.error) && <Notice tone="bad">{problem ?? confirm.error?.message}</Notice>}
        {(factors.data?.passkeys ?? 0) > 0 && (
          <Button loading={touching} onClick={() => void answerByPasskey()}>
            <Fingerprint aria-hidden />
            Use a passkey
          </Button>
        )}
        <Field label={byCode ? codes : "Your password"}>
          <Input
            key={byCode ? "code" : "password"}
            type={byCode ? "text" : "password"}
            autoComplete={byCode ? "one-time-code" : "current-password"}
            autoFocus
            required
            maxLength={200}
            value={proof}
            onChange={(event) => setProof(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

function newQuestion(): Asked {
  let answer: Asked["answer"] = () => undefined;
  const promise = new Promise<boolean>((resolve) => {
    answer = resolve;
  });
  return { answer, promise };
}
