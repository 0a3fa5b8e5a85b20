"use client";

import { Tabs as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** `value` and `onValueChange` usually come from the URL. */
export const Tabs = Radix.Root;

export function TabsList({
  className,
  ...props
}: ComponentProps<typeof Radix.List> & { "aria-label": string }) {
  return <Radix.List className={cn("flex gap-1 overflow-x-auto border-b", className)} {...props} />;
}

/** `children`: the word, then perhaps a count in a StatusTag. */
export function Tab({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      className={cn(
        "-mb-px inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted transition-colors duration-[120ms] -outline-offset-2 hover:text-foreground pointer-coarse:h-11 data-[state=active]:border-primary data-[state=active]:text-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function TabPanel({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("pt-4", className)} {...props} />;
}
