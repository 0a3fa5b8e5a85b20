import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { env } from "@/lib/env";
import { pageContext } from "@/lib/http/page-context";
import { countWork } from "@/lib/shell/count-work";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  // Each page checks its own role; this one only needs somebody signed in.
  const { ctx, person } = await pageContext({
    returnTo: (await headers()).get("x-path") ?? "/overview",
    beforeFactor: true,
  });
  return (
    <AppShell
      user={{ name: person.name, email: person.email, role: person.role }}
      company={{ name: person.companyName }}
      demo={env().demo}
      counts={await countWork(ctx)}
    >
      {children}
    </AppShell>
  );
}
