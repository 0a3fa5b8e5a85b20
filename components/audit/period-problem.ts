import type { AuditFilter } from "@/lib/audit/schema";
import { day } from "@/lib/format";

/** Why no event can fit the days chosen, or null where some can. */
export function periodProblem({ from, to }: Pick<AuditFilter, "from" | "to">): string | null {
  if (!from || !to || from <= to) return null;
  return `From is ${day(from)} and To is ${day(to)}. Choose an earlier From or a later To.`;
}
