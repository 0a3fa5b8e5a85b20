import type { Person } from "@/lib/people/schema";

/** Nobody locks themselves out, and who is disabled already is not asked about again. */
export function mayDisable(
  { userId, status }: Pick<Person, "userId" | "status">,
  ownUserId: string,
): boolean {
  return status !== "disabled" && userId !== ownUserId;
}
