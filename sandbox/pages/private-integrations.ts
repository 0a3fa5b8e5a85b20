import type { Hono } from "hono";
import { SCOPE_NAMES, SCOPES } from "@/lib/upstream/contract";
import { createKey, rotateKey } from "../keys";
import type { SandboxEnv } from "../pipeline";
import type { KeyRecord } from "../records";
import type { SandboxState } from "../state";
import { badRequestPage, document, escapeHtml, html } from "./layout";

const path = "/settings/private-integrations";

/** Where a person makes, sees, rotates and deletes API keys, as in the upstream's settings. */
export function mountPrivateIntegrations(app: Hono<SandboxEnv>, state: SandboxState): void {
  app.get(path, () => html(listPage(state)));

  app.post(path, async (context) => {
    const form = await context.req.formData();
    const scopes = form
      .getAll("scopes")
      .map(String)
      .filter((scope) => SCOPE_NAMES.some((name) => name === scope));
    const name = String(form.get("name") ?? "").trim();
    const owner = String(form.get("owner") ?? "");
    const place = state.world.locationById.get(owner);
    if (name === "" || scopes.length === 0) {
      return badRequestPage(["Give the key a name and at least one scope."]);
    }
    createKey(state, {
      name,
      scopes,
      kind: place ? "Location" : "Company",
      companyId: place?.companyId ?? state.world.companies[0].id,
      ...(place ? { locationId: place.id } : {}),
    });
    return context.redirect(path, 303);
  });

  app.post(`${path}/:id`, async (context) => {
    const form = await context.req.formData();
    const id = context.req.param("id");
    const action = String(form.get("action") ?? "");
    const key = state.keys.get(id);
    if (!key) return badRequestPage(["This key is gone. Open the list again."]);
    if (action === "rotate") rotateKey(state, id, true);
    if (action === "rotate-now") rotateKey(state, id, false);
    if (action === "delete") state.keys.delete(id);
    if (action === "scopes") {
      const scopes = form
        .getAll("scopes")
        .map(String)
        .filter((scope) => SCOPE_NAMES.some((name) => name === scope));
      state.keys.set(id, { ...key, scopes });
    }
    return context.redirect(path, 303);
  });
}

function listPage(state: SandboxState): string {
  const [company] = state.world.companies;
  const places = state.world.locations.filter((place) => place.companyId === company.id);
  const owners = places
    .map((place) => `<option value="${place.id}">${escapeHtml(place.name)}</option>`)
    .join("");
  const keys = state.keys.values().map((key) => keyCard(state, key));
  const body = `<div class="card"><span class="tag">Sandbox of the Social Media API</span><h1 style="margin-top:12px">Private integrations</h1>
<p class="soft">An API key works until it is rotated or deleted. Copy it into the app that needs it.</p></div>
${keys.join("") || '<div class="card"><p>There is no key yet. Create one below.</p></div>'}
<div class="card"><h2 style="margin-top:0">Create a key</h2><form method="post" action="${path}">
<label class="field">Name<input type="text" name="name" required maxlength="80" value="2Chat Social"></label>
<label class="field">For<select name="owner"><option value="">${escapeHtml(company.name)} (agency)</option>${owners}</select></label>
<fieldset><legend>Scopes</legend><div class="list" role="group" aria-label="Scopes">${scopeBoxes([...SCOPE_NAMES])}</div></fieldset>
<div class="bar"><button class="go">Create key</button></div></form></div>`;
  return document("Private integrations", body, true);
}

function keyCard(state: SandboxState, key: KeyRecord): string {
  const place = key.locationId === undefined ? undefined : state.world.locationById.get(key.locationId);
  const owner = place?.name ?? "Agency";
  const until = key.previous ? new Date(key.previous.until).toISOString().slice(0, 10) : "";
  const old = key.previous
    ? `<p class="soft">The key before, <code>${escapeHtml(key.previous.token)}</code>, works until ${until}.</p>`
    : "";
  const action = `${path}/${key.id}`;
  return `<div class="card"><h2 style="margin-top:0">${escapeHtml(key.name)} <span class="tag">${escapeHtml(owner)}</span></h2>
<p><code>${escapeHtml(key.token)}</code></p>${old}
<form method="post" action="${action}"><details><summary>${key.scopes.length} scopes</summary><div class="list" role="group" aria-label="Scopes">${scopeBoxes(key.scopes)}</div><button name="action" value="scopes">Save scopes</button></details>
<div class="bar"><button name="action" value="rotate">Rotate, keep the old key 7 days</button><button name="action" value="rotate-now">Rotate and end the old key</button><button class="bad" name="action" value="delete">Delete key</button></div></form></div>`;
}

function scopeBoxes(chosen: readonly string[]): string {
  return SCOPE_NAMES.map(
    (scope) =>
      `<label class="row"><input type="checkbox" name="scopes" value="${scope}"${chosen.includes(scope) ? " checked" : ""}><span>${escapeHtml(SCOPES[scope].label)}<small><code>${scope}</code></small></span></label>`,
  ).join("");
}
