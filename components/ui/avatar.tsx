import { cn } from "./cn";

const TINTS = [
  "bg-series-1/15",
  "bg-series-2/15",
  "bg-series-3/15",
  "bg-series-4/20",
  "bg-series-5/15",
] as const;

/** Initials on a tint that stays with the name. `shape`: people are round, locations square. */
export function Avatar(props: { name: string; shape?: "round" | "square"; className?: string }) {
  const words = props.name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
  let sum = 0;
  for (const char of props.name) sum = (sum + (char.codePointAt(0) ?? 0)) % TINTS.length;
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid size-7 shrink-0 place-items-center font-semibold text-[11px] text-foreground leading-none",
        TINTS[sum],
        props.shape === "square" ? "rounded-control" : "rounded-full",
        props.className,
      )}
    >
      {letters}
    </span>
  );
}
