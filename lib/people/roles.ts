import type { Role } from "@/lib/context";

export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  viewer: { name: "Viewer", may: "Sees snapshots and reports of the locations granted." },
  marketer: { name: "Marketer", may: "Also imports and schedules posts for the locations granted." },
  admin: { name: "Admin", may: "Everything, in every location: connections, accounts, people, audit." },
};
