import { ArrowDown, ArrowUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

/** Scrolls sideways inside itself. `label` names the table to screen readers. */
export function Table({ label, className, children, ...props }: ComponentProps<"table"> & { label: string }) {
  return (
    <div className="relative overflow-x-auto overscroll-x-contain">
      <table aria-label={label} className={cn("w-full border-collapse text-left", className)} {...props}>
        {children}
      </table>
    </div>
  );
}

type ThProps = ComponentProps<"th"> & {
  numeric?: boolean;
  /** Given together: the header becomes a button. `sorted` is null when another column sorts. */
  sorted?: "ascending" | "descending" | null;
  onSort?: () => void;
};

export function Th({ numeric, sorted, onSort, className, children, ...props }: ThProps) {
  return (
    <th
      scope="col"
      aria-sort={onSort ? (sorted ?? "none") : undefined}
      className={cn(
        "whitespace-nowrap border-b bg-surface px-3 py-2.5 font-medium text-meta text-muted first:pl-4 last:pr-4",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    >
      {onSort ? (
        <SortButton sorted={sorted ?? null} onSort={onSort}>
          {children}
        </SortButton>
      ) : (
        children
      )}
    </th>
  );
}

function SortButton(props: { sorted: ThProps["sorted"]; onSort: () => void; children: ReactNode }) {
  const Arrow = props.sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={props.onSort}
      className={cn(
        "group -my-1 inline-flex min-h-6 items-center gap-1 rounded hover:text-foreground",
        props.sorted && "font-semibold text-foreground",
      )}
    >
      <Arrow
        className={cn(
          "size-3",
          !props.sorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
        )}
        aria-hidden
      />
      {props.children}
    </button>
  );
}

export function Td({ numeric, className, ...props }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td
      className={cn(
        "h-9 border-b px-3 py-2 first:pl-4 last:pr-4 pointer-coarse:h-11",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    />
  );
}

/** A body row; `selected` tints it and says so. */
export function Tr({ selected, className, ...props }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      aria-selected={selected}
      className={cn(
        "transition-colors duration-[120ms] last:[&>td]:border-b-0 hover:bg-sunken/60",
        selected && "bg-primary-soft hover:bg-primary-soft",
        className,
      )}
      {...props}
    />
  );
}
