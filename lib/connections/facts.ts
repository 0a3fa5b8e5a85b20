export const ROTATED_AT = "vault.rotated_at";
/** The job that reads a location's accounts. */
export const ACCOUNTS_SYNC = { name: "accounts.sync" } as const;
