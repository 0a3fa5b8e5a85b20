import { PLATFORM_LABELS } from "@/lib/upstream/contract";
import { type Location, slugOf } from "../world/world";
import { document, escapeHtml } from "./layout";

type Input = {
  platform: string;
  place: Location;
  locationId: string;
  userId: string;
  page?: string | undefined;
  reconnect?: string | undefined;
};

export function platformLabel(platform: string): string {
  return Object.entries(PLATFORM_LABELS).find(([name]) => name === platform)?.[1] ?? platform;
}

/** Stands in for the network's own consent page. */
export function socialLoginPage({ platform, place, locationId, userId, page, reconnect }: Input): string {
  const label = escapeHtml(platformLabel(platform));
  const hidden = Object.entries({
    platform,
    locationId,
    userId,
    page: page ?? "",
    reconnect: reconnect ?? "",
  })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
  const again = reconnect
    ? "<p>You are connecting this account again; what was planned for it stays.</p>"
    : "";
  const body = `<div class="card"><span class="tag">${label} (sandbox)</span>
<h1 style="margin-top:12px">Allow posting to your ${label} accounts?</h1>
<p class="soft">Signed in as ${escapeHtml(slugOf(place.name))}. The planner of ${escapeHtml(place.name)} asks to:</p>
<ul><li>see your pages and profiles</li><li>publish posts for you</li><li>read likes, comments and reach</li></ul>${again}
<form method="post" action="/__sandbox/social-login">${hidden}
<div class="bar"><button class="go" name="decision" value="allow" autofocus>Allow</button><button name="decision" value="cancel">Cancel</button></div></form></div>`;
  return document(`Connect ${platformLabel(platform)}`, body);
}
