import type { ReactNode } from "react";
import { StatusTag } from "@/components/ui/status-tag";
import { env } from "@/lib/env";

export const dynamic = "force-dynamic";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-background">
      <header className="flex items-center gap-2 p-4 font-semibold text-[15px] sm:px-6">
        <span
          aria-hidden
          className="grid size-6 place-items-center rounded-[7px] bg-primary font-bold text-[12px] text-on-primary leading-none"
        >
          2C
        </span>
        2Chat Social
        {env().demo && (
          <StatusTag tone="warn" icon={null}>
            Demo
          </StatusTag>
        )}
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[6vh] pb-16">{children}</main>
    </div>
  );
}
