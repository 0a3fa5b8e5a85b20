import { isScope, SCOPES, splitScopes } from "@/lib/upstream/contract";
import type { SandboxState } from "../state";
import { document, escapeHtml } from "./layout";

export type AuthorizeRequest = { clientId: string; redirectUri: string; scope: string; state: string };

/** What is wrong with an authorize address; empty when nothing is. */
export function authorizeProblems(state: SandboxState, query: URLSearchParams): string[] {
  const problems: string[] = [];
  if (query.get("response_type") !== "code") problems.push('response_type must be "code".');
  if (query.get("client_id") !== state.options.clientId)
    problems.push("client_id names no app that is known here.");
  const redirect = query.get("redirect_uri") ?? "";
  if (!isRegistered(redirect)) {
    problems.push("redirect_uri must be an https address, or http on 127.0.0.1 or localhost.");
  }
  if (splitScopes(query.get("scope")).length === 0) problems.push("scope must name at least one scope.");
  return problems;
}

export function isRegistered(redirect: string): boolean {
  if (!URL.canParse(redirect)) return false;
  const { protocol, hostname } = new URL(redirect);
  return (
    protocol === "https:" || (protocol === "http:" && (hostname === "127.0.0.1" || hostname === "localhost"))
  );
}

/** Where a person chooses what the app may see: the whole agency, or some of its locations. */
export function chooseLocationPage(state: SandboxState, request: AuthorizeRequest): string {
  const [company] = state.world.companies;
  const places = state.world.locations.filter((place) => place.companyId === company.id);
  const scopes = splitScopes(request.scope)
    .map((scope) => {
      const told = isScope(scope) ? SCOPES[scope].label : "Not described";
      return `<label class="row"><input type="checkbox" name="scopes" value="${escapeHtml(scope)}" checked><span>${escapeHtml(told)}<small><code>${escapeHtml(scope)}</code></small></span></label>`;
    })
    .join("");
  const rows = places
    .map(
      (place) =>
        `<label class="row place"><input type="checkbox" name="locations" value="${place.id}"><span>${escapeHtml(place.name)}<small>${escapeHtml(place.place.city)} · ${escapeHtml(place.timeZone)}${state.isActive(place.id) ? "" : " · not active"}</small></span></label>`,
    )
    .join("");
  const hidden = Object.entries({
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    asked: request.scope,
  })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join("");
  const body = `<div class="card"><span class="tag">Sandbox of the Social Media API</span>
<h1 style="margin-top:12px">2Chat Social asks for access</h1>
<p class="soft">You are signed in as ${escapeHtml(company.name)}. Choose what the app may reach and what it may do there. You come back to <code>${escapeHtml(new URL(request.redirectUri).host)}</code>.</p>
<form method="post" action="/oauth/chooselocation">${hidden}
<fieldset><legend>Reach</legend>
<label class="row"><input type="radio" name="reach" value="company" checked><span>The whole agency<small>${escapeHtml(company.name)} and its ${places.length} locations, later ones too</small></span></label>
<label class="row"><input type="radio" name="reach" value="locations"><span>Chosen locations only<small>Tick them below</small></span></label>
<div id="places" hidden><label class="field">Find a location<input type="search" id="find" autocomplete="off"></label><div class="list" role="group" aria-label="Locations">${rows}</div></div></fieldset>
<fieldset><legend>Allowed actions</legend><div class="list" role="group" aria-label="Scopes">${scopes}</div></fieldset>
<p id="problem" class="note" role="alert" hidden></p>
<div class="bar"><button class="go" name="decision" value="allow">Allow</button><button name="decision" value="cancel">Cancel</button></div></form></div>
<script>
const form=document.querySelector("form"),places=document.getElementById("places"),problem=document.getElementById("problem");
const show=()=>{places.hidden=form.elements.reach.value!=="locations"};
form.addEventListener("change",show);show();
document.getElementById("find").addEventListener("input",(event)=>{const words=event.target.value.toLowerCase();
for(const row of document.querySelectorAll(".place"))row.hidden=!row.textContent.toLowerCase().includes(words)});
document.getElementById("find").addEventListener("keydown",(event)=>{if(event.key==="Enter")event.preventDefault()});
form.addEventListener("submit",(event)=>{if(event.submitter&&event.submitter.value==="cancel")return;
const some=(name)=>form.querySelector('input[name="'+name+'"]:checked');
const wrong=form.elements.reach.value==="locations"&&!some("locations")?"Choose at least one location.":!some("scopes")?"Leave at least one action allowed.":"";
if(wrong){event.preventDefault();problem.textContent=wrong;problem.hidden=false}});
</script>`;
  return document("Choose a location", body);
}
