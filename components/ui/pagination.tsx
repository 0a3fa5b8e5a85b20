import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "./icon-button";

type PaginationProps = {
  /** First row shown and how many, from zero. */
  offset: number;
  shown: number;
  /** null when the source does not tell how many there are. */
  total: number | null;
  /** null: there is none. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  /** "posts", "rows" */
  noun: string;
};

export function Pagination({ offset, shown, total, onPrevious, onNext, noun }: PaginationProps) {
  const format = new Intl.NumberFormat("en-GB");
  const range = shown === 0 ? "0" : `${format.format(offset + 1)}–${format.format(offset + shown)}`;
  return (
    <nav aria-label={`Pages of ${noun}`} className="flex items-center gap-2 text-meta text-muted">
      <span className="tabular-nums" aria-live="polite">
        {range} {total === null ? noun : `of ${format.format(total)} ${noun}`}
      </span>
      <span className="ml-auto flex gap-1">
        <IconButton size="sm" label="Previous page" disabled={!onPrevious} onClick={() => onPrevious?.()}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <IconButton size="sm" label="Next page" disabled={!onNext} onClick={() => onNext?.()}>
          <ChevronRight aria-hidden />
        </IconButton>
      </span>
    </nav>
  );
}
