"use client";

import Link from "next/link";
import { type FormEvent, useState, useSyncExternalStore } from "react";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthCard } from "./auth-card";
import { fieldError, formError } from "./field-errors";
import { usePasswordLink, useSetPassword } from "./queries";

const watchHash = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The token stands behind `#`: the server never sees it in an address. Null until the page runs in the browser. */
function useToken(): string | null {
  return useSyncExternalStore(
    watchHash,
    () => window.location.hash.slice(1),
    () => null,
  );
}

export function SetPasswordView() {
  const token = useToken();
  const link = usePasswordLink(token);
  const save = useSetPassword();
  const [password, setPassword] = useState("");

  if (token === "" || link.isError) {
    return (
      <AuthCard title="Set your password">
        <ErrorState
          heading="h2"
          title="This link does not work"
          {...(token === ""
            ? { message: "The link is not complete. Copy it again as a whole." }
            : { error: link.error })}
          action={
            <Button asChild>
              <Link href="/sign-in">Go to sign-in</Link>
            </Button>
          }
        />
      </AuthCard>
    );
  }
  if (!link.data || token === null) {
    return (
      <AuthCard title="Set your password">
        <LoadingState label="Reading the link" rows={3} />
      </AuthCard>
    );
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!token) return;
    save.mutate({ token, password }, { onSuccess: () => window.location.assign("/sign-in?done=password") });
  }

  const { name, companyName, email, purpose } = link.data;
  const failed = formError(save.error);
  return (
    <AuthCard
      title={purpose === "invitation" ? `Welcome, ${name}` : "Set a new password"}
      sentence={
        purpose === "invitation"
          ? `You were added to ${companyName}. Choose a password for your account.`
          : `For ${name} at ${companyName}. Every device that is signed in now will be signed out.`
      }
    >
      <form method="post" className="flex flex-col gap-4" onSubmit={onSubmit}>
        {failed && <Notice tone="bad">{failed}</Notice>}
        <Field label="E-mail">
          <Input name="username" type="email" autoComplete="username" value={email} readOnly />
        </Field>
        <Field
          label="New password"
          hint="At least 12 characters; a short sentence is fine."
          error={fieldError(save.error, "password")}
        >
          <Input
            name="new-password"
            type="password"
            autoComplete="new-password"
            required
            minLength={12}
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" loading={save.isPending || save.isSuccess}>
          Set password
        </Button>
      </form>
    </AuthCard>
  );
}
