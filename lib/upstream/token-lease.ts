import type { Operation } from "./contract/operation";
import type { UpstreamCaller } from "./types";

/** A token for one call, and what the client must know of it. */
export type TokenLease = {
  accessToken: string;
  connectionId: string;
  credentialId: string;
  /** The credential's version: a refusal of an older one is no news. */
  version: number;
  locationId: string;
  /** Whose quota the call counts against. */
  resource: string;
};

/** Where the client gets its tokens. `lib/connections/token-source.ts` is the real one. */
export type TokenSource = {
  /** Throws `not_connected`, `needs_reauth`, `connection_paused`, `missing_scope`, `location_inactive`, `vault_sealed`. */
  lease: (caller: UpstreamCaller, operation: Operation, locationId: string | null) => Promise<TokenLease>;
  /** The upstream said this lease's token has ended: renews it once, whoever else asks meanwhile. */
  renew: (lease: TokenLease) => Promise<TokenLease>;
};
