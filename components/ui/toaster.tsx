"use client";

import { Toaster as Sonner } from "sonner";

/** Short confirmations. `toast` comes from "sonner"; never the only copy of a message. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      mobileOffset={{ bottom: 76 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-card border bg-surface px-4 py-3 text-body text-foreground shadow-float",
          description: "text-muted",
          actionButton: "ml-auto rounded-control px-2 py-1 font-medium text-primary",
        },
      }}
    />
  );
}
