"use client";

import { KeyRound, Plug } from "lucide-react";
import { Term } from "@/components/help/term";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useAuthorize } from "./queries";

const STEPS = [
  { title: "Allow access", text: "You go to the Social Media API, sign in there and choose your locations." },
  { title: "Come back", text: "You land here again. The token is tried, then sealed in the vault." },
  {
    title: "Start working",
    text: "Locations, accounts and the last 90 days of figures appear by themselves.",
  },
];

/** What a new agency sees: three steps and one button. */
export function FirstConnection({ onAddKey }: { onAddKey: () => void }) {
  const authorize = useAuthorize();
  return (
    <Card className="mx-auto w-full max-w-3xl p-6 sm:p-8">
      <h2 className="font-semibold text-card">Connect your agency</h2>
      <p className="mt-1 max-w-prose text-muted">
        The product reads figures and schedules posts through the Social Media <Term id="api">API</Term>. You
        allow that once, with <Term id="oauth">OAuth</Term>; your password stays with the Social Media API.
      </p>
      <ol className="my-6 grid gap-4 sm:grid-cols-3">
        {STEPS.map(({ title, text }, index) => (
          <li key={title} className="rounded-control border p-3">
            <span className="grid size-6 place-items-center rounded-full bg-primary-soft font-semibold text-meta text-primary">
              {index + 1}
            </span>
            <p className="mt-2 font-medium">{title}</p>
            <p className="text-muted">{text}</p>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" loading={authorize.isPending} onClick={() => authorize.mutate({})}>
          {!authorize.isPending && <Plug aria-hidden />}
          Connect agency
        </Button>
        <Button variant="ghost" onClick={onAddKey}>
          <KeyRound aria-hidden />
          Use an API key instead
        </Button>
      </div>
      {authorize.isError && (
        <p role="alert" className="mt-3 text-bad">
          {sentenceOf(authorize.error)}
        </p>
      )}
    </Card>
  );
}
