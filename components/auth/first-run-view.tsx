"use client";

import { type FormEvent, useState } from "react";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { AuthCard } from "./auth-card";
import { signInWithPassword } from "./enter";
import { fieldError, formError } from "./field-errors";
import { useFirstRun } from "./queries";

type FirstRunViewProps = { code: string; timezones: readonly string[] };

export function FirstRunView({ code, timezones }: FirstRunViewProps) {
  const create = useFirstRun();
  const [input, setInput] = useState({
    code,
    companyName: "",
    timezone: "Europe/London",
    name: "",
    email: "",
    password: "",
  });
  const field = (name: keyof typeof input) => ({
    name,
    required: true,
    value: input[name],
    onChange: (event: { target: { value: string } }) => setInput({ ...input, [name]: event.target.value }),
  });
  const failed = formError(create.error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    create.mutate(input, {
      onSuccess: async () => {
        const outcome = await signInWithPassword(input);
        window.location.assign(outcome.status === "signed_in" ? "/connections" : "/sign-in");
      },
    });
  }

  return (
    <AuthCard
      title="Set up 2Chat Social"
      sentence="Creates your agency and its first admin. The code was printed in the terminal when the product started."
    >
      <form method="post" className="flex flex-col gap-4" onSubmit={onSubmit}>
        {failed && <Notice tone="bad">{failed}</Notice>}
        <Field label="One-time code" error={fieldError(create.error, "code")}>
          <Input autoComplete="off" maxLength={100} className="font-mono" {...field("code")} />
        </Field>
        <Field label="Agency" error={fieldError(create.error, "companyName")}>
          <Input autoComplete="organization" maxLength={120} {...field("companyName")} />
        </Field>
        <Field label="Timezone of the agency" error={fieldError(create.error, "timezone")}>
          <NativeSelect {...field("timezone")}>
            {timezones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Your name" error={fieldError(create.error, "name")}>
          <Input autoComplete="name" maxLength={120} {...field("name")} />
        </Field>
        <Field label="E-mail" error={fieldError(create.error, "email")}>
          <Input type="email" autoComplete="username" maxLength={254} {...field("email")} />
        </Field>
        <Field
          label="Password"
          hint="At least 12 characters; a short sentence is fine."
          error={fieldError(create.error, "password")}
        >
          <Input type="password" autoComplete="new-password" maxLength={200} {...field("password")} />
        </Field>
        <Button type="submit" variant="primary" loading={create.isPending || create.isSuccess}>
          Create agency and admin
        </Button>
      </form>
    </AuthCard>
  );
}
