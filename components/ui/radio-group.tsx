"use client";

import { RadioGroup as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

type RadioGroupProps<V extends string> = {
  /** Names the whole group. */
  label: string;
  value: V | null;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  className?: string;
};

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const id = useId();
  const { label, value, onValueChange, options, className } = props;
  return (
    <Radix.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const found = options.find((option) => option.value === next);
        if (found) onValueChange(found.value);
      }}
      className={cn("flex flex-col gap-2", className)}
    >
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2">
          <Radix.Item
            id={`${id}-${option.value}`}
            value={option.value}
            disabled={option.disabled}
            aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
            className="relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface after:absolute after:-inset-1 pointer-coarse:after:-inset-3 disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-primary"
          >
            <Radix.Indicator className="size-2 rounded-full bg-primary" />
          </Radix.Item>
          <div className={cn("min-w-0", option.disabled && "opacity-60")}>
            <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
            {option.hint && (
              <p id={`${id}-${option.value}-hint`} className="text-meta text-muted">
                {option.hint}
              </p>
            )}
          </div>
        </div>
      ))}
    </Radix.Root>
  );
}
