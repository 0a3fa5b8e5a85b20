import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputStyle } from "./input";

export function Textarea({ className, rows = 4, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(inputStyle, "py-2", className)} {...props} />;
}
