import type { Hono } from "hono";
import { splitScopes } from "@/lib/upstream/contract";
import { newSecret } from "../ids";
import type { SandboxEnv } from "../pipeline";
import type { SandboxState } from "../state";
import { type Grant, installed } from "../tokens";
import { usersOf } from "../world/users";
import { authorizeProblems, chooseLocationPage, isRegistered } from "./choose-location";
import { badRequestPage, html } from "./layout";

const codeLifeMs = 60_000;

/** The consent page and what follows from it. */
export function mountOauthPages(app: Hono<SandboxEnv>, state: SandboxState): void {
  for (const path of ["/oauth/chooselocation", "/v2/oauth/chooselocation"]) {
    app.get(path, (context) => {
      const query = new URL(context.req.url).searchParams;
      const problems = authorizeProblems(state, query);
      if (problems.length > 0) return badRequestPage(problems);
      return html(
        chooseLocationPage(state, {
          clientId: query.get("client_id") ?? "",
          redirectUri: query.get("redirect_uri") ?? "",
          scope: query.get("scope") ?? "",
          state: query.get("state") ?? "",
        }),
      );
    });
  }

  app.post("/oauth/chooselocation", async (context) => {
    const form = await context.req.formData();
    const text = (name: string) => String(form.get(name) ?? "");
    const redirect = text("redirect_uri");
    if (!isRegistered(redirect) || text("client_id") !== state.options.clientId) {
      return badRequestPage(["The request was changed on its way. Start again from the app."]);
    }
    const back = new URL(redirect);
    if (text("state") !== "") back.searchParams.set("state", text("state"));
    if (text("decision") !== "allow") {
      back.searchParams.set("error", "access_denied");
      return context.redirect(back.href, 303);
    }
    const asked = splitScopes(text("asked"));
    const scopes = form
      .getAll("scopes")
      .map(String)
      .filter((scope) => asked.includes(scope));
    const chosen = form.getAll("locations").map(String);
    const grant = grantFor(state, text("reach"), chosen, scopes);
    if (typeof grant === "string") return badRequestPage([grant]);
    const code = newSecret("code-");
    state.codes.set(code, {
      code,
      clientId: state.options.clientId,
      redirectUri: redirect,
      expiresAt: state.clock.now() + codeLifeMs,
      grant,
    });
    back.searchParams.set("code", code);
    return context.redirect(back.href, 303);
  });
}

/** One chosen location gives that location's token; several give the agency's, limited to them. */
function grantFor(state: SandboxState, reach: string, chosen: string[], scopes: string[]): Grant | string {
  if (scopes.length === 0) return "Leave at least one action allowed.";
  const [company] = state.world.companies;
  const [user] = usersOf(state.world, company);
  const about = { app: state.options.clientId, companyId: company.id, scopes, userId: user?.id ?? "" };
  if (reach === "company") {
    for (const place of state.world.locations) {
      if (place.companyId === company.id) installed(state, company.id, place.id);
    }
    return { ...about, kind: "Company" };
  }
  const places = chosen.filter((id) => state.world.locationById.get(id)?.companyId === company.id);
  const [first] = places;
  if (first === undefined) return "Choose at least one location.";
  for (const id of places) installed(state, company.id, id);
  if (places.length > 1) return { ...about, kind: "Company", approvedLocations: places };
  return { ...about, kind: "Location", locationId: first };
}
