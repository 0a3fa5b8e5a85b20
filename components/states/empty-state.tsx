import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type EmptyStateProps = {
  icon: LucideIcon;
  title: string;
  /** One or two sentences: why there is nothing, and what comes next. */
  children?: ReactNode;
  /** One button. */
  action?: ReactNode;
  /** h1 where this is the whole page; h2, the default, follows any heading without leaving a level out. */
  heading?: "h1" | "h2" | "h3";
  className?: string;
};

/** Nothing to show, and why: never connected, nothing in this period, or filtered out. Each has its own next step. */
export function EmptyState(props: EmptyStateProps) {
  const { icon: Icon, title, children, action, heading: Heading = "h2", className } = props;
  return (
    <div className={cn("flex flex-col items-center gap-1 px-6 py-10 text-center", className)}>
      <span className="mb-2 grid size-10 place-items-center rounded-card bg-sunken text-muted">
        <Icon className="size-5" aria-hidden />
      </span>
      <Heading className="font-semibold">{title}</Heading>
      {children && <div className="max-w-md text-muted">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
