"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";

type CheckboxProps = Omit<ComponentProps<typeof Radix.Root>, "children"> & {
  /** Text beside the box; without it give `aria-label`. */
  label?: ReactNode;
};

/** `checked` may be true, false or "indeterminate"; `onCheckedChange` tells the new value. */
export function Checkbox({ label, className, id, checked, ...props }: CheckboxProps) {
  const own = useId();
  const box = (
    <Radix.Root
      id={id ?? own}
      checked={checked}
      className={cn(
        "relative inline-grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-strong bg-surface text-on-primary transition-colors duration-[120ms] after:absolute after:-inset-1 pointer-coarse:after:-inset-3.5 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary data-[state=indeterminate]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:bg-primary",
        !label && className,
      )}
      {...props}
    >
      <Radix.Indicator className="grid place-items-center">
        {checked === "indeterminate" ? (
          <Minus className="size-3" strokeWidth={3} aria-hidden />
        ) : (
          <Check className="size-3" strokeWidth={3} aria-hidden />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return box;
  return (
    <span className={cn("inline-flex items-start gap-2 [&>button]:mt-0.5", className)}>
      {box}
      <label htmlFor={id ?? own} className="min-w-0">
        {label}
      </label>
    </span>
  );
}
