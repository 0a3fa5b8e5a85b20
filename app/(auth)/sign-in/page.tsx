import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type SignInNotice, SignInView } from "@/components/auth/sign-in-view";
import { firstRunIsOpen } from "@/lib/auth/complete-first-run";
import { demoSignIns } from "@/lib/auth/demo-sign-ins";
import { endedWithoutUse, resolveSession } from "@/lib/auth/resolve-session";
import { safeReturnPath } from "@/lib/auth/return-path";
import { env } from "@/lib/env";
import { plural } from "@/lib/format";
import { contextFor } from "@/lib/runtime";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ to?: string | string[]; done?: string; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { to, done, error } = await searchParams;
  const requestHeaders = await headers();
  const returnTo = safeReturnPath(to);
  if (await resolveSession(requestHeaders)) redirect(returnTo);
  if (await firstRunIsOpen(contextFor({ headers: requestHeaders }, crypto.randomUUID(), null))) {
    redirect("/first-run");
  }
  return (
    <SignInView
      returnTo={returnTo}
      demo={demoSignIns()}
      external={env().oidc?.name ?? null}
      refused={typeof error === "string" ? error : null}
      notice={await noticeOf(requestHeaders, done)}
    />
  );
}

async function noticeOf(requestHeaders: Headers, done: string | undefined): Promise<SignInNotice | null> {
  if (done === "password") return { tone: "good", sentence: "Your password is set. Sign in with it." };
  const minutes = await endedWithoutUse(requestHeaders);
  if (minutes === null) return null;
  return { tone: "info", sentence: `You were signed out after ${plural(minutes, "minute")} without use.` };
}
