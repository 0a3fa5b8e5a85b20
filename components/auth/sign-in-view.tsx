"use client";

import { type FormEvent, useRef, useState } from "react";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DemoSignIn } from "@/lib/auth/demo-sign-ins";
import { AuthCard } from "./auth-card";
import { DemoSignIns } from "./demo-sign-ins";
import { type SignInOutcome, signInWithPassword } from "./sign-in-with-password";

type SignInViewProps = {
  /** A local path; checked on the server. */
  returnTo: string;
  demo: readonly DemoSignIn[];
  notice: string | null;
};

export function SignInView({ returnTo, demo, notice }: SignInViewProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<SignInOutcome | null>(null);
  const [codeNeeded, setCodeNeeded] = useState(false);
  const submit = useRef<HTMLButtonElement>(null);

  function startOver() {
    setCodeNeeded(false);
    setCode("");
    setOutcome(null);
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const result = await signInWithPassword({ email, password, ...(codeNeeded ? { code } : {}) });
    setOutcome(result);
    if (result.status === "signed_in") {
      // A whole new page: nothing that was read before somebody signed in is kept.
      window.location.assign(returnTo);
      return;
    }
    if (result.status === "code_needed") setCodeNeeded(true);
    setBusy(false);
  }

  return (
    <>
      <AuthCard
        title={codeNeeded ? "Confirm it is you" : "Sign in"}
        sentence={
          codeNeeded
            ? "Enter the code your authenticator app shows now, or one of your recovery codes."
            : "With the address and password of your agency's account."
        }
      >
        <form method="post" className="flex flex-col gap-4" onSubmit={onSubmit}>
          {notice && !outcome && <Notice tone="good">{notice}</Notice>}
          {outcome?.status === "refused" && <Notice tone="bad">{outcome.message}</Notice>}
          {codeNeeded ? (
            <Field label="Code">
              <Input
                name="code"
                autoComplete="one-time-code"
                autoFocus
                required
                maxLength={40}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            </Field>
          ) : (
            <>
              <Field label="E-mail">
                <Input
                  name="email"
                  type="email"
                  autoComplete="username"
                  required
                  maxLength={254}
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              </Field>
              <Field label="Password">
                <Input
                  name="password"
                  type="password"
                  autoComplete="current-password"
                  required
                  maxLength={200}
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              </Field>
            </>
          )}
          <Button ref={submit} type="submit" variant="primary" loading={busy}>
            {codeNeeded ? "Confirm" : "Sign in"}
          </Button>
          {codeNeeded ? (
            <Button variant="ghost" onClick={startOver}>
              Use another account
            </Button>
          ) : (
            <p className="text-meta text-muted">
              Password lost? An admin of your agency can make you a link to set a new one.
            </p>
          )}
        </form>
      </AuthCard>
      {demo.length > 0 && !codeNeeded && (
        <DemoSignIns
          people={demo}
          onChoose={(person) => {
            setEmail(person.email);
            setPassword(person.password);
            setOutcome(null);
            submit.current?.focus();
          }}
        />
      )}
    </>
  );
}
