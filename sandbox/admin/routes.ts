import type { Context, Hono } from "hono";
import { z } from "zod";
import { operationById, SCOPE_NAMES } from "@/lib/upstream/contract";
import { faultSchema } from "../faults";
import { createKey } from "../keys";
import type { Works } from "../pipeline";
import { type SandboxEnv, send } from "../pipeline";
import { accountsOf } from "../shelf/accounts";
import { mintPair, tokenAnswer } from "../tokens";
import { usersOf } from "../world/users";
import { describeState, figuresBetween } from "./describe";
import { deliverWebhook, webhookSchema } from "./webhooks";

const tokenRequest = z.strictObject({
  userType: z.enum(["Company", "Location"]),
  locationId: z.string().optional(),
  companyId: z.string().optional(),
  scopes: z
    .array(z.string())
    .min(1)
    .default([...SCOPE_NAMES]),
  approvedLocations: z.array(z.string()).optional(),
  expiresIn: z.int().min(1).max(31_536_000).optional(),
  /** `key` makes a private integration key instead of an OAuth pair. */
  kind: z.enum(["oauth", "key"]).default("oauth"),
});

const expireRequest = z.strictObject({
  accessToken: z.string().optional(),
  refreshToken: z.string().optional(),
  locationId: z.string().optional(),
  companyId: z.string().optional(),
  accountId: z.string().optional(),
  /** With true the refresh tokens end too. */
  refreshTokens: z.boolean().default(false),
});

const clockRequest = z.strictObject({
  advanceMs: z.number().optional(),
  now: z.iso.datetime().nullable().optional(),
});
const activityRequest = z.strictObject({ locationId: z.string(), active: z.boolean() });

/** The handles that tests and the curious turn; nothing of this exists upstream. */
export function mountAdmin(app: Hono<SandboxEnv>, works: Works): void {
  const { state, faults, calls } = works;
  const at = (path: string) => `/__sandbox${path}`;

  app.get(at("/health"), () =>
    ok({
      ok: true,
      now: new Date(state.clock.now()).toISOString(),
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
    }),
  );
  app.get(at("/state"), () => ok(describeState(state)));

  app.get(at("/faults"), () => ok({ faults: faults.list() }));
  app.post(at("/faults"), async (context) => {
    const body: unknown = await context.req.json().catch(() => null);
    const parsed = z.union([faultSchema, z.array(faultSchema).min(1)]).safeParse(body);
    if (!parsed.success) return wrong(parsed.error);
    const list = Array.isArray(parsed.data) ? parsed.data : [parsed.data];
    const unknown = list.find(({ operation }) => operation !== "*" && !operationById(operation));
    if (unknown) return send(422, { message: `The contract has no operation "${unknown.operation}".` }, {});
    for (const fault of list) faults.add(fault);
    return ok({ faults: faults.list() }, 201);
  });
  app.delete(at("/faults"), () => {
    faults.clear();
    return ok({ faults: [] });
  });

  app.get(at("/calls"), () => ok(calls.report()));
  app.delete(at("/calls"), () => {
    calls.clear();
    return ok(calls.report());
  });

  app.post(at("/tokens"), async (context) => {
    const parsed = await read(context, tokenRequest);
    if (parsed instanceof Response) return parsed;
    const place =
      parsed.locationId === undefined ? undefined : state.world.locationById.get(parsed.locationId);
    if (parsed.userType === "Location" && !place) {
      return send(
        422,
        { message: "A location token needs the id of a location; GET /__sandbox/state names them." },
        {},
      );
    }
    const companyId = place?.companyId ?? parsed.companyId ?? state.world.companies[0].id;
    const company = state.world.companies.find((each) => each.id === companyId);
    if (!company) return send(422, { message: `There is no company ${companyId}.` }, {});
    const locationId = parsed.userType === "Location" ? place?.id : undefined;
    const reach = { companyId, ...(locationId === undefined ? {} : { locationId }) };
    if (parsed.kind === "key") {
      const key = createKey(state, {
        name: "Minted",
        kind: parsed.userType,
        scopes: parsed.scopes,
        ...reach,
      });
      return ok(
        {
          accessToken: key.token,
          tokenType: "Bearer",
          scope: key.scopes.join(" "),
          userType: key.kind,
          ...reach,
        },
        201,
      );
    }
    const pair = mintPair(
      state,
      {
        kind: parsed.userType,
        app: state.options.clientId,
        scopes: parsed.scopes,
        userId: usersOf(state.world, company, place)[0]?.id ?? "",
        ...reach,
        ...(parsed.approvedLocations && parsed.userType === "Company"
          ? { approvedLocations: parsed.approvedLocations }
          : {}),
      },
      parsed.expiresIn,
    );
    return ok(tokenAnswer(state, pair), 201);
  });

  app.post(at("/expire"), async (context) => {
    const parsed = await read(context, expireRequest);
    if (parsed instanceof Response) return parsed;
    return ok(expire(works, parsed));
  });

  app.post(at("/locations"), async (context) => {
    const parsed = await read(context, activityRequest);
    if (parsed instanceof Response) return parsed;
    if (!state.world.locationById.has(parsed.locationId)) {
      return send(404, { message: `There is no location ${parsed.locationId}.` }, {});
    }
    state.inactive.set(parsed.locationId, { active: parsed.active });
    return ok(parsed);
  });

  app.post(at("/clock"), async (context) => {
    const parsed = await read(context, clockRequest);
    if (parsed instanceof Response) return parsed;
    if (parsed.now !== undefined) state.clock.set(parsed.now === null ? null : Date.parse(parsed.now));
    if (parsed.advanceMs !== undefined) state.clock.advance(parsed.advanceMs);
    return ok({ now: new Date(state.clock.now()).toISOString() });
  });

  app.get(at("/figures"), (context) => {
    const { accountId = "", from = "", to = "" } = context.req.query();
    return figuresBetween(state, accountId, from, to);
  });

  app.get(at("/webhook-keys"), () => {
    const { ed25519, rsa } = state.signingKeys();
    return ok({ ed25519: ed25519.publicPem, rsa: rsa.publicPem });
  });
  app.post(at("/webhooks"), async (context) => {
    const parsed = await read(context, webhookSchema);
    if (parsed instanceof Response) return parsed;
    return ok(await deliverWebhook(state, parsed));
  });

  app.post(at("/reset"), () => {
    state.reset();
    faults.clear();
    calls.clear();
    works.limiter.reset();
    return ok({ ok: true });
  });
}

function expire(works: Works, asked: z.output<typeof expireRequest>) {
  const { state } = works;
  const now = state.clock.now();
  const everything = Object.values(asked).every((value) => value === undefined || typeof value === "boolean");
  let accessTokens = 0;
  let refreshTokens = 0;
  for (const token of state.tokens.values()) {
    const meant =
      everything ||
      token.token === asked.accessToken ||
      (asked.locationId !== undefined && token.locationId === asked.locationId) ||
      (asked.companyId !== undefined &&
        token.companyId === asked.companyId &&
        token.locationId === undefined);
    if (!meant) continue;
    state.tokens.set(token.token, { ...token, expiresAt: now - 1 });
    accessTokens += 1;
    const refresh = asked.refreshTokens ? state.refreshTokens.get(token.refreshToken ?? "") : undefined;
    if (refresh) {
      state.refreshTokens.set(refresh.refreshToken, { ...refresh, usedAt: now });
      refreshTokens += 1;
    }
  }
  const named = state.refreshTokens.get(asked.refreshToken ?? "");
  if (named) {
    state.refreshTokens.set(named.refreshToken, { ...named, usedAt: now });
    refreshTokens += 1;
  }
  const accounts = asked.accountId === undefined ? 0 : expireAccount(works, asked.accountId);
  return { accessTokens, refreshTokens, accounts };
}

function expireAccount({ state }: Works, accountId: string): number {
  const place = state.world.locationById.get(accountId.split("_")[1] ?? "");
  const account = place && accountsOf(state, place).find((each) => each.id === accountId);
  if (!account) return 0;
  state.attachedAccounts.set(account.id, { ...account, expireAt: state.clock.now() - 1 });
  return 1;
}

async function read<T extends z.ZodType>(
  context: Context<SandboxEnv>,
  schema: T,
): Promise<z.output<T> | Response> {
  const text = await context.req.text();
  const parsed = schema.safeParse(text.trim() === "" ? {} : parseJson(text));
  return parsed.success ? parsed.data : wrong(parsed.error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wrong(error: z.ZodError): Response {
  return send(422, { message: error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) }, {});
}

function ok(body: unknown, status = 200): Response {
  return send(status, body, {});
}
