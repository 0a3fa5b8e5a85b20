"use client";

import { ArrowDown, ArrowUp, ChevronLeft, ChevronRight } from "lucide-react";
import { type ComponentProps, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { cn } from "./cn";

type TableProps = ComponentProps<"table"> & {
  /** Names the table to screen readers. */
  label: string;
  /** Classes of the frame around it: with a `max-h-…` the rows scroll under the header. */
  frameClassName?: string;
};

/** Scrolls inside its own frame; the frame takes the keys, and its edges fade, only while there is something to scroll. */
export function Table({ label, frameClassName, className, children, ...props }: TableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { scrolls, before, after } = useScrolls(frame);
  const reachable = scrolls ? { tabIndex: 0, role: "region", "aria-label": `${label}, scrollable` } : {};
  return (
    <div className="relative">
      <div
        ref={frame}
        className={cn("relative overflow-auto overscroll-x-contain -outline-offset-2", frameClassName)}
        {...reachable}
      >
        <table aria-label={label} className={cn("w-full border-collapse text-left", className)} {...props}>
          {children}
        </table>
      </div>
      {before && <MoreColumns side="left" />}
      {after && <MoreColumns side="right" />}
    </div>
  );
}

const EDGES = {
  left: { Arrow: ChevronLeft, className: "left-0 justify-start bg-linear-to-r" },
  right: { Arrow: ChevronRight, className: "right-0 justify-end bg-linear-to-l" },
} as const;

/** That columns go on beyond this edge. */
function MoreColumns({ side }: { side: keyof typeof EDGES }) {
  const { Arrow, className } = EDGES[side];
  return (
    <div
      aria-hidden
      data-more-columns={side}
      className={cn(
        "pointer-events-none absolute inset-y-0 z-20 flex w-9 from-30% from-surface to-transparent pt-2.5",
        className,
      )}
    >
      <Arrow className="size-4 text-muted" />
    </div>
  );
}

type Scrolls = { scrolls: boolean; before: boolean; after: boolean };

function useScrolls(frame: RefObject<HTMLElement | null>): Scrolls {
  const [state, setState] = useState<Scrolls>({ scrolls: false, before: false, after: false });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const wide = element.scrollWidth - element.clientWidth;
      const next = {
        scrolls: wide > 1 || element.scrollHeight > element.clientHeight + 1,
        before: wide > 1 && element.scrollLeft > 1,
        after: wide > 1 && element.scrollLeft < wide - 1,
      };
      setState((now) =>
        now.scrolls === next.scrolls && now.before === next.before && now.after === next.after ? now : next,
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [frame]);
  return state;
}

type ThProps = ComponentProps<"th"> & {
  numeric?: boolean;
  /** Given together: the header becomes a button. `sorted` is null when another column sorts. */
  sorted?: "ascending" | "descending" | null;
  onSort?: () => void;
  /** A control beside the name, outside of its sort button. */
  aside?: ReactNode;
};

export function Th({ numeric, sorted, onSort, aside, className, children, ...props }: ThProps) {
  return (
    <th
      scope="col"
      aria-sort={onSort ? (sorted ?? "none") : undefined}
      className={cn(
        "sticky top-0 z-10 whitespace-nowrap border-b bg-surface px-3 py-2.5 font-medium text-meta text-muted first:pl-4 last:pr-4",
        numeric && "text-right tabular-nums",
        className,
      )}
      {...props}
    >
      {onSort ? (
        <SortButton sorted={sorted ?? null} onSort={onSort} arrowFirst={numeric === true}>
          {children}
        </SortButton>
      ) : (
        children
      )}
      {aside}
    </th>
  );
}

type SortButtonProps = {
  sorted: ThProps["sorted"];
  onSort: () => void;
  /** On the left of right-aligned headers, so that the word keeps its edge. */
  arrowFirst: boolean;
  children: ReactNode;
};

function SortButton({ sorted, onSort, arrowFirst, children }: SortButtonProps) {
  const Arrow = sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      onClick={onSort}
      className={cn(
        "group -my-1 inline-flex min-h-6 items-center gap-1 rounded hover:text-foreground",
        arrowFirst && "flex-row-reverse",
        sorted && "font-semibold text-foreground",
      )}
    >
      {children}
      <Arrow
        className={cn("size-3", !sorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60")}
        aria-hidden
      />
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
