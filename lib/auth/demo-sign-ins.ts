import { DEMO_PEOPLE } from "@/db/seed/demo";
import type { Role } from "@/lib/context";
import { env } from "@/lib/env";

export type DemoSignIn = { name: string; company: string; email: string; password: string; role: Role };

/** What the sign-in page offers in the demo; nothing at all with a real upstream. */
export function demoSignIns(): DemoSignIn[] {
  if (!env().demo) return [];
  return DEMO_PEOPLE.map(({ name, company, email, password, role }) => ({
    name,
    company,
    email,
    password,
    role,
  }));
}
