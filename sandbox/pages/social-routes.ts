import type { Hono } from "hono";
import { newHex24 } from "../ids";
import type { SandboxEnv } from "../pipeline";
import { accountsOf } from "../shelf/accounts";
import type { SandboxState } from "../state";
import { badRequestPage, document, escapeHtml, html, scriptJson } from "./layout";
import { platformLabel } from "./social-login";

/** What happens when a person answers the network's consent page: the message the API describes, then the end. */
export function mountSocialLogin(app: Hono<SandboxEnv>, state: SandboxState): void {
  app.post("/__sandbox/social-login", async (context) => {
    const form = await context.req.formData();
    const text = (name: string) => String(form.get(name) ?? "");
    const platform = text("platform");
    const place = state.world.locationById.get(text("locationId"));
    if (!place) return badRequestPage(["locationId names no location that is known here."]);
    const allowed = text("decision") === "allow";
    const id = newHex24(state.clock.now());
    if (allowed) {
      state.socialLogins.set(id, {
        id,
        locationId: place.id,
        platform,
        userId: text("userId"),
        createdAt: state.clock.now(),
        ...(text("reconnect") === "" ? {} : { reconnect: text("reconnect") }),
      });
    }
    const expired = accountsOf(state, place).filter(
      (account) => account.platform === platform && account.expireAt <= state.clock.now(),
    );
    const message = {
      actionType: "close",
      page: "social_media_posting",
      platform,
      placement: text("page") || "placement",
      ...(allowed ? { accountId: id } : { error: "access_denied" }),
      reconnectAccounts: expired.map((account) => account.profileId),
    };
    return html(afterLoginPage(platformLabel(platform), allowed, message));
  });
}

function afterLoginPage(label: string, allowed: boolean, message: Record<string, unknown>): string {
  const said = allowed ? `You are signed in at ${label}.` : `Nothing was shared with ${label}.`;
  const body = `<div class="card"><h1>${escapeHtml(said)}</h1><p class="soft">This window closes by itself. If it stays, close it and go back to the app.</p><div class="bar"><button class="go" onclick="window.close()">Close</button></div></div>
<script>const message=${scriptJson(message)};if(window.opener){window.opener.postMessage(message,"*");setTimeout(()=>window.close(),150)}</script>`;
  return document(said, body);
}
