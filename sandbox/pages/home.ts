import { operations } from "@/lib/upstream/contract";
import type { SandboxState } from "../state";
import { document, escapeHtml } from "./layout";

/** Explains to a person who opened the sandbox in a browser what it is. */
export function homePage(state: SandboxState, origin: string): string {
  const [company] = state.world.companies;
  const own = state.world.locations.filter((place) => place.companyId === company.id);
  const links: [string, string][] = [
    ["/settings/private-integrations", "Create and rotate API keys"],
    ["/__sandbox/state", "Ids to start from: company, locations, accounts"],
    ["/__sandbox/calls", "How often each operation was called"],
    ["/__sandbox/faults", "Faults that wait for their call"],
    ["/__sandbox/webhook-keys", "Public keys of the webhooks it signs"],
    ["/__sandbox/health", "Whether it is well"],
  ];
  const counts = new Map<string, number>();
  for (const { resource } of operations) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  const resources = [...counts]
    .map(
      ([resource, count]) =>
        `<tr><th scope="row">${escapeHtml(resource)}</th><td>${count} operations</td></tr>`,
    )
    .join("");
  const body = `<div class="card"><span class="tag">Sandbox</span><h1 style="margin-top:12px">The Social Media API, on this machine</h1>
<p>This server stands in for the upstream API. ${escapeHtml(company.name)} and its ${own.length} locations are made up; nothing you do here reaches a social network.</p>
<p class="soft">Base address <code>${escapeHtml(origin)}</code>, header <code>Version: v3</code>. What you change is kept when it restarts.</p>
<h2>Look around</h2><ul>${links.map(([href, text]) => `<li><a href="${href}">${escapeHtml(text)}</a></li>`).join("")}</ul>
<h2>What it speaks</h2><table><tbody>${resources}</tbody></table></div>`;
  return document("Sandbox of the Social Media API", body, true);
}
