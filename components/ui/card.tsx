import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section className={cn("min-w-0 rounded-card border bg-surface", className)} {...props} />;
}

/** Title on the left; give further children `className="ml-auto"` to sit on the right. */
export function CardHeader({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("flex min-h-12 flex-wrap items-center gap-2 px-4 pt-3", className)} {...props} />;
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 className={cn("font-semibold text-card", className)} {...props}>
      {children}
    </h2>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("p-4", className)} {...props} />;
}

/** Freshness, coverage and other facts, in one muted line. */
export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-4 py-2.5 text-meta text-muted",
        className,
      )}
      {...props}
    />
  );
}
