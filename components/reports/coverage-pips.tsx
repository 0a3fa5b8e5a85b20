import { cn } from "@/components/ui/cn";

const MOST = 12;

/** One pip an account: filled when it is complete, red when it is not; the words say the same. */
export function CoveragePips({
  complete,
  total,
  captured,
}: {
  complete: number;
  total: number;
  captured: boolean;
}) {
  if (!captured) return <span className="whitespace-nowrap text-muted">not yet</span>;
  if (total === 0) return <span className="whitespace-nowrap text-muted">no accounts</span>;
  const keys = Array.from({ length: Math.min(total, MOST) }, (_, index) => `pip-${index}`);
  return (
    <span className="inline-flex items-center justify-end gap-2 whitespace-nowrap">
      <span className="inline-flex gap-0.5" aria-hidden>
        {keys.map((key, index) => (
          <span
            key={key}
            className={cn("h-2.5 w-[3px] rounded-[1px]", index < complete ? "bg-muted" : "bg-bad")}
          />
        ))}
      </span>
      <span className={cn(complete < total && "text-bad")}>
        {complete} of {total}
      </span>
    </span>
  );
}
