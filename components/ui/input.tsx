import type { ComponentProps } from "react";
import { cn } from "./cn";

export const inputStyle =
  "w-full min-w-0 rounded-control border border-line-strong bg-surface px-2.5 text-body text-foreground transition-colors duration-[120ms] focus-visible:border-primary focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted aria-invalid:border-bad pointer-coarse:text-base";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(inputStyle, "h-[34px] pointer-coarse:h-11", className)} {...props} />;
}
