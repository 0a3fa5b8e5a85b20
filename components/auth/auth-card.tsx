import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

type AuthCardProps = { title: string; sentence?: ReactNode; children: ReactNode };

/** The one card of the pages outside the dashboard. */
export function AuthCard({ title, sentence, children }: AuthCardProps) {
  return (
    <Card className="w-full max-w-[400px] p-6">
      <h1 className="text-balance font-semibold text-page tracking-[-0.01em]">{title}</h1>
      {sentence && <p className="mt-1 text-muted">{sentence}</p>}
      <div className="mt-5">{children}</div>
    </Card>
  );
}
