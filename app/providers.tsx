"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Tooltip } from "radix-ui";
import { type ReactNode, useState } from "react";
import { StepUpDialog } from "@/components/auth/step-up-dialog";
import { HelpDrawer } from "@/components/help/help-drawer";
import { Toaster } from "@/components/ui/toaster";
import { ApiError } from "@/lib/http/api-client";

/** A refusal stays a refusal: only a lost network or a failing server is worth a second try. */
function worthRetrying(failures: number, error: Error): boolean {
  const refused = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true },
        },
      }),
  );
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
        {children}
        <HelpDrawer />
        <StepUpDialog />
      </Tooltip.Provider>
      <Toaster />
    </QueryClientProvider>
  );
}
