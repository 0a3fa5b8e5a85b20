/** The page of one account. */
export function accountHref({ locationId, accountId }: { locationId: string; accountId: string }): string {
  return `/locations/${encodeURIComponent(locationId)}/accounts/${encodeURIComponent(accountId)}`;
}
