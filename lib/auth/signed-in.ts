import type { LocationAccess, Role } from "@/lib/context";

/** A person with a living session, as every route and page sees them. */
export type SignedIn = {
  userId: string;
  sessionId: string;
  companyId: string;
  companyName: string;
  name: string;
  email: string;
  role: Role;
  locations: LocationAccess;
  steppedUpAt: Date | null;
  /** The role must have a second factor and there is none yet: only one's own account is open. */
  factorMissing: boolean;
};
