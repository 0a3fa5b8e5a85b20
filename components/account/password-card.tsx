"use client";

import { type FormEvent, useState } from "react";
import { fieldError, formError } from "@/components/auth/field-errors";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { plural } from "@/lib/format";
import { useChangePassword } from "./queries";

export function PasswordCard({ email }: { email: string }) {
  const change = useChangePassword();
  const [presentPassword, setPresent] = useState("");
  const [newPassword, setNew] = useState("");
  const failed = formError(change.error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    change.mutate(
      { presentPassword, newPassword },
      {
        onSuccess: () => {
          setPresent("");
          setNew("");
        },
      },
    );
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
      </CardHeader>
      <CardBody>
        <form method="post" className="flex max-w-sm flex-col gap-4" onSubmit={onSubmit}>
          {change.isSuccess && (
            <Notice tone="good">
              Your password is changed
              {change.data.sessionsEnded > 0
                ? `, and ${plural(change.data.sessionsEnded, "other device was", "other devices were")} signed out.`
                : "."}
            </Notice>
          )}
          {failed && !fieldError(change.error, "presentPassword") && <Notice tone="bad">{failed}</Notice>}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <Field label="Present password" error={fieldError(change.error, "presentPassword")}>
            <Input
              type="password"
              autoComplete="current-password"
              required
              maxLength={200}
              value={presentPassword}
              onChange={(event) => setPresent(event.target.value)}
            />
          </Field>
          <Field
            label="New password"
            hint="At least 12 characters; a short sentence is fine. Other devices are signed out."
            error={fieldError(change.error, "newPassword")}
          >
            <Input
              type="password"
              autoComplete="new-password"
              required
              maxLength={200}
              value={newPassword}
              onChange={(event) => setNew(event.target.value)}
            />
          </Field>
          <Button type="submit" variant="primary" className="self-start" loading={change.isPending}>
            Change password
          </Button>
        </form>
      </CardBody>
    </Card>
  );
}
