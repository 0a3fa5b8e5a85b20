import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FirstRunView } from "@/components/auth/first-run-view";
import { firstRunIsOpen } from "@/lib/auth/complete-first-run";
import { contextFor } from "@/lib/runtime";

export const metadata: Metadata = { title: "First run" };

type Props = { searchParams: Promise<{ code?: string | string[] }> };

export default async function FirstRunPage({ searchParams }: Props) {
  const { code } = await searchParams;
  const ctx = contextFor({ headers: await headers() }, crypto.randomUUID(), null);
  if (!(await firstRunIsOpen(ctx))) redirect("/sign-in");
  return (
    <FirstRunView
      code={typeof code === "string" ? code : ""}
      timezones={Intl.supportedValuesOf("timeZone")}
    />
  );
}
