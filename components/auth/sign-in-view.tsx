"use client";

import { Fingerprint, LogIn } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useRef, useState } from "react";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DemoSignIn } from "@/lib/auth/demo-sign-ins";
import { AuthCard } from "./auth-card";
import { DemoSignIns } from "./demo-sign-ins";
import { refusalOf, type SignInOutcome, signInWithPasskey, signInWithPassword } from "./enter";

export type SignInNotice = { tone: "good" | "info"; sentence: string };

type SignInViewProps = {
  /** A local path; checked on the server. */
  returnTo: string;
  demo: readonly DemoSignIn[];
  notice: SignInNotice | null;
  /** The identity provider's name, where one is set. */
  external: string | null;
  /** The code of a sign-in there that was refused. */
  refused: string | null;
};

export function SignInView({ returnTo, demo, notice, external, refused }: SignInViewProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState<"form" | "passkey" | "external" | null>(null);
  const [outcome, setOutcome] = useState<SignInOutcome | null>(
    refused === null ? null : { status: "refused", message: refusalOf(refused) },
  );
  const [codeNeeded, setCodeNeeded] = useState(false);
  const submit = useRef<HTMLButtonElement>(null);

  function startOver() {
    setCodeNeeded(false);
    setCode("");
    setOutcome(null);
  }

  async function enter(how: "form" | "passkey", attempt: () => Promise<SignInOutcome>) {
    setBusy(how);
    const result = await attempt();
    setOutcome(result);
    if (result.status === "signed_in") {
      // A whole new page: nothing that was read before somebody signed in is kept.
      window.location.assign(returnTo);
      return;
    }
    if (result.status === "code_needed") setCodeNeeded(true);
    setBusy(null);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    void enter("form", () => signInWithPassword({ email, password, ...(codeNeeded ? { code } : {}) }));
  }

  function goToProvider() {
    setBusy("external");
    void signIn("oidc", { callbackUrl: returnTo });
  }

  return (
    <>
      <AuthCard
        title={codeNeeded ? "Confirm it is you" : "Sign in"}
        sentence={
          codeNeeded
            ? "Enter the code your authenticator app shows now or one of your recovery codes, or use a passkey."
            : "With the address and password of your agency's account."
        }
      >
        <form method="post" className="flex flex-col gap-4" onSubmit={onSubmit}>
          {notice && !outcome && <Notice tone={notice.tone}>{notice.sentence}</Notice>}
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
          <Button ref={submit} type="submit" variant="primary" loading={busy === "form"}>
            {codeNeeded ? "Confirm" : "Sign in"}
          </Button>
          <Button loading={busy === "passkey"} onClick={() => void enter("passkey", signInWithPasskey)}>
            <Fingerprint aria-hidden />
            {codeNeeded ? "Use a passkey" : "Sign in with a passkey"}
          </Button>
          {external && !codeNeeded && (
            <Button loading={busy === "external"} onClick={goToProvider}>
              <LogIn aria-hidden />
              Sign in with {external}
            </Button>
          )}
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
