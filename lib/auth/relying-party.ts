import { env } from "@/lib/env";

/** Who passkeys are made for: this installation's host. Source: WebAuthn level 3, section 5.1.2. */
export function relyingParty(): { id: string; name: string; origin: string } {
  const { hostname, origin } = new URL(env().appUrl);
  return { id: hostname, name: "2Chat Social", origin };
}
