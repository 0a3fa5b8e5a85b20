import type { Page } from "@playwright/test";
import { sandboxState } from "./sandbox";

/** Every page of the sidebar and those below them; `:location` and `:batch` stand for ids that exist. */
export const PAGES = [
  "/overview",
  "/overview?grouped=yes",
  "/snapshots",
  "/snapshots?locationId=:location",
  "/snapshots?locationId=:location&from=2026-03-10&to=2026-03-01",
  "/snapshots?locationId=:location&from=2024-01-01&to=2024-01-31",
  "/locations",
  "/locations/:location",
  "/locations/:location/accounts/:account",
  "/posts?locationId=:location&type=all",
  "/imports",
  "/imports/new",
  "/imports/:batch",
  "/delivery",
  "/delivery/outbox",
  "/delivery/feed",
  "/connections",
  "/people",
  "/people/keys",
  "/audit",
  "/settings",
  "/account",
  "/no/such/page",
];

/** The address with real ids; the newest import is one that the journeys before made. */
export async function addressOf(page: Page, template: string, sandboxUrl?: string): Promise<string> {
  const { locations } = await sandboxState(sandboxUrl);
  const answer = await page.request.get("/api/imports");
  const { imports } = (await answer.json()) as { imports: { batchId: string }[] };
  const locationId = locations[0]?.id ?? "none";
  const accounts = await page.request.get(`/api/locations/${locationId}/accounts`);
  const { accounts: known = [] } = (await accounts.json()) as { accounts?: { id: string }[] };
  return template
    .replace(":location", locationId)
    .replace(":account", encodeURIComponent(known[0]?.id ?? "none"))
    .replace(":batch", imports[0]?.batchId ?? "none");
}
