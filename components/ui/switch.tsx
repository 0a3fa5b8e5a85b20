"use client";

import { Switch as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

type SwitchProps = Omit<ComponentProps<typeof Radix.Root>, "children"> & { label: ReactNode };

/** A setting that takes effect at once. */
export function Switch({ label, className, id, ...props }: SwitchProps) {
  const own = useId();
  return (
    <span className={cn("inline-flex items-center gap-2", className)}>
      <Radix.Root
        id={id ?? own}
        className="relative inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-sunken p-0.5 transition-colors duration-[120ms] after:absolute after:-inset-1 pointer-coarse:after:-inset-3 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary data-[state=checked]:bg-primary"
        {...props}
      >
        <Radix.Thumb className="block size-3.5 rounded-full bg-line-strong transition-transform duration-[120ms] data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-primary" />
      </Radix.Root>
      <label htmlFor={id ?? own}>{label}</label>
    </span>
  );
}
