/** Networks that take nothing but one video: chosen unasked, they would make an error of every other row. */
const VIDEO_ONLY = new Set(["youtube", "tiktok", "tiktok-business"]);

type Choosable = { id: string; platform: string; isExpired: boolean; assigned: boolean };

/** Which accounts rows go to that name none: the assigned ones, else every one that works and takes ordinary posts. */
export function defaultAccounts(accounts: readonly Choosable[]): string[] {
  const assigned = accounts.filter((account) => account.assigned);
  const working = accounts.filter((account) => !account.isExpired && !VIDEO_ONLY.has(account.platform));
  return (assigned.length > 0 ? assigned : working).map((account) => account.id);
}
