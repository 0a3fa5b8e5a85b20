"use client";

import Link from "next/link";
import { useEffect } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { CALLBACK_PROBLEMS, isCallbackProblem } from "@/lib/connections/schema";
import { useAuthorize, useConfirmInstall, useReadLocations } from "./queries";

export type Arrival = {
  connected: boolean;
  /** Connected, but the list of locations could not be read. */
  unread: boolean;
  problem: string | null;
  install: boolean;
  /** A scope that something else on the site found missing. */
  grant: string | null;
};

/** What a person comes to this page with: a round trip that ended, an installation to confirm, a scope to grant. */
export function ArrivalNotice({ arrival, connected }: { arrival: Arrival; connected: boolean }) {
  const authorize = useAuthorize();
  const confirm = useConfirmInstall();
  const read = useReadLocations();
  const over = arrival.connected || arrival.problem !== null;
  // What ended is told once: a reload or a bookmark does not tell it again. With the router's own state the router lets the
  // address be; without it, it would go back to this page under a person who is leaving already.
  useEffect(() => {
    if (over) window.history.replaceState(window.history.state, "", window.location.pathname);
  }, [over]);
  if (isCallbackProblem(arrival.problem)) {
    const own = arrival.problem === "cancelled";
    return (
      <Notice
        tone={own ? "info" : "bad"}
        title={own ? "The authorization was cancelled" : "The agency was not connected"}
      >
        {CALLBACK_PROBLEMS[arrival.problem]}
      </Notice>
    );
  }
  if (arrival.install && !confirm.isSuccess) {
    return (
      <Notice
        tone="warn"
        title="An installation was started from the marketplace"
        action={
          <Button variant="primary" size="sm" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            Yes, connect it
          </Button>
        }
      >
        {confirm.isError
          ? sentenceOf(confirm.error)
          : "Connect it only if you started it yourself just now. Leave this page if you did not."}
      </Notice>
    );
  }
  if (arrival.connected || confirm.isSuccess) {
    if (arrival.unread && !read.isSuccess) {
      return (
        <Notice
          tone="warn"
          title="Connected, but the locations could not be read"
          action={
            <Button size="sm" loading={read.isPending} onClick={() => read.mutate()}>
              Read locations
            </Button>
          }
        >
          {read.isError ? sentenceOf(read.error) : "The token is stored. Read the locations once more."}
        </Notice>
      );
    }
    return (
      <Notice
        tone="good"
        title="Connected"
        action={
          <Button asChild size="sm">
            <Link href="/locations">See the locations</Link>
          </Button>
        }
      >
        The token was tried and stored. Accounts and the last 90 days of figures are read now.
      </Notice>
    );
  }
  if (arrival.grant && connected) {
    const { grant } = arrival;
    return (
      <Notice
        tone="info"
        title="One more permission is needed"
        action={
          <Button
            variant="primary"
            size="sm"
            loading={authorize.isPending}
            onClick={() => authorize.mutate({ scopes: [grant] })}
          >
            Reconnect with it
          </Button>
        }
      >
        {authorize.isError ? (
          sentenceOf(authorize.error)
        ) : (
          <>
            Reconnecting asks for <code className="font-mono text-meta">{grant}</code> besides what is granted
            already.
          </>
        )}
      </Notice>
    );
  }
  return null;
}
