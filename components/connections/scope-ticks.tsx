import { cn } from "@/components/ui/cn";
import type { ScopeUse } from "@/lib/connections/schema";

const TICK: Record<ScopeUse["use"], string> = {
  used: "border-primary bg-primary",
  unused: "border-primary/60 bg-primary/35",
  never: "border-line-strong bg-transparent",
};

const ORDER = { used: 0, unused: 1, never: 2 } as const;

/** One tick a scope: used in the last 30 days, unused in them, never used. The words say the same. */
export function ScopeTicks({ scopes }: { scopes: ScopeUse[] }) {
  const sorted = [...scopes].sort((a, b) => ORDER[a.use] - ORDER[b.use]);
  return (
    <>
      <p className="font-medium">{scopes.length} granted</p>
      <div className="my-1 flex max-w-44 flex-wrap gap-0.5" aria-hidden>
        {sorted.map((scope) => (
          <span
            key={scope.name}
            className={cn("h-1.5 w-2 forced-color-adjust-none rounded-[2px] border", TICK[scope.use])}
          />
        ))}
      </div>
      <p className="text-meta text-muted">{countWords(scopes)}</p>
    </>
  );
}

function countWords(scopes: ScopeUse[]): string {
  const count = (use: ScopeUse["use"]) => scopes.filter((scope) => scope.use === use).length;
  return [
    `${count("used")} used`,
    ...(count("unused") > 0 ? [`${count("unused")} unused`] : []),
    `${count("never")} never`,
  ].join(", ");
}

export function ScopeLegend() {
  const words: Record<ScopeUse["use"], string> = {
    used: "Used in 30 days",
    unused: "Unused in 30 days",
    never: "Never used",
  };
  return (
    <ul
      className="flex flex-wrap gap-x-3 gap-y-1 text-meta text-muted"
      aria-label="Legend of the scope ticks"
    >
      {(["used", "unused", "never"] as const).map((use) => (
        <li key={use} className="inline-flex items-center gap-1.5">
          <span aria-hidden className={cn("h-1.5 w-2.5 rounded-[2px] border", TICK[use])} />
          {words[use]}
        </li>
      ))}
    </ul>
  );
}
