import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ReadyButton } from "./ready-button";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  /** What it does: read aloud, and shown on hover and focus. */
  label: string;
  pressed?: boolean;
  size?: "sm" | "md";
};

/** A square button of one icon. */
export function IconButton({ label, pressed, size = "md", className, children, ...props }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <ReadyButton
        aria-label={label}
        aria-pressed={pressed}
        className={cn(
          "inline-grid shrink-0 place-items-center rounded-control text-muted transition-colors duration-[120ms] hover:bg-sunken hover:text-foreground disabled:cursor-not-allowed disabled:opacity-50 aria-pressed:bg-primary-soft aria-pressed:text-primary [&_svg]:size-4",
          size === "sm" ? "size-7 pointer-coarse:size-10" : "size-[34px] pointer-coarse:size-11",
          className,
        )}
        {...props}
      >
        {children}
      </ReadyButton>
    </Tooltip>
  );
}
