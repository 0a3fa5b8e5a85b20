import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65535);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");

/** `kid:base64` pairs, newest first; each key is 32 bytes. */
const vaultKeys = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(
    z
      .array(
        z
          .string()
          .regex(
            /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/,
            "each key must read kid:base64 of 32 random bytes",
          ),
      )
      .min(1),
  )
  .transform((pairs) =>
    pairs.map((pair) => {
      const at = pair.indexOf(":");
      return { id: pair.slice(0, at), key: Buffer.from(pair.slice(at + 1), "base64") };
    }),
  );

/** Every setting of the product. `.env.example` lists the same names; a test holds the two together. */
export const settings = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  APP_URL: httpUrl.optional(),
  DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  SESSION_SECRET: z.string().min(32, "must be at least 32 characters of random text"),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(30),
  SESSION_MAX_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  VAULT_KEYS: vaultKeys,
  UPSTREAM_BASE_URL: httpUrl.optional(),
  UPSTREAM_AUTHORIZE_URL: httpUrl.optional(),
  UPSTREAM_CLIENT_ID: z.string().min(1).optional(),
  UPSTREAM_CLIENT_SECRET: z.string().min(16, "must be at least 16 characters").optional(),
  /** Public keys of the upstream's webhooks, PEM or the base64 in it: Ed25519 (`x-ghl-signature`), RSA (`x-wh-signature`). */
  UPSTREAM_WEBHOOK_KEY: z.string().min(40).optional(),
  UPSTREAM_WEBHOOK_RSA_KEY: z.string().min(100).optional(),
  SANDBOX_PORT: port.default(4010),
  /** Without it e-mails are kept in the outbox, to be downloaded. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>@\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, {
      error: "must be an address such as reports@example.com or Reports <reports@example.com>",
    })
    .optional(),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Set by a reverse proxy that is trusted to name the caller's address in X-Forwarded-For. */
  TRUST_PROXY: flag.default(false),
  /** A provider that people may sign in through (OpenID Connect); all three or none. */
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** How the sign-in page names it. */
  OIDC_NAME: z.string().min(1).max(40).default("your identity provider"),
});

export const DEMO_CLIENT = {
  id: "2chat-demo-client",
  secret: "2chat-demo-secret-for-the-sandbox-only",
} as const;

const LOOPBACK = ["127.0.0.1", "localhost", "::1", "0.0.0.0"];

export class SettingsError extends Error {
  override name = "SettingsError";
}

export type Env = ReturnType<typeof parseEnv>;

/** Reads and checks all settings. Throws `SettingsError`, one line a setting, naming it and what it must be. */
export function parseEnv(source: Record<string, string | undefined>) {
  const present = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settings.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return present[name] === undefined ? `${name} is missing.` : `${name} ${issue.message}.`;
    });
    throw new SettingsError([...new Set(lines)].join("\n"));
  }
  const env = parsed.data;
  const demo = env.UPSTREAM_BASE_URL === undefined;
  if (demo && (!LOOPBACK.includes(env.HOST) || env.HOST === "0.0.0.0")) {
    throw new SettingsError(
      "HOST must be 127.0.0.1 in the demo: set UPSTREAM_BASE_URL to serve other machines.",
    );
  }
  if (!demo) {
    for (const name of ["UPSTREAM_CLIENT_ID", "UPSTREAM_CLIENT_SECRET", "APP_URL"] as const) {
      if (env[name] === undefined) throw new SettingsError(`${name} is missing: a real upstream needs it.`);
    }
  }
  if (env.SMTP_URL !== undefined && env.MAIL_FROM === undefined) {
    throw new SettingsError("MAIL_FROM is missing: a mail server needs to know who sends.");
  }
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env;
  for (const name of ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const) {
    if (env[name] === undefined && (OIDC_ISSUER ?? OIDC_CLIENT_ID ?? OIDC_CLIENT_SECRET) !== undefined) {
      throw new SettingsError(`${name} is missing: sign-in by OpenID Connect needs all three settings.`);
    }
  }
  const sandboxUrl = `http://127.0.0.1:${env.SANDBOX_PORT}`;
  return {
    ...env,
    /** No real upstream is set: the sandbox plays it, and every page says "Demo". */
    demo,
    // By name, not by number: browsers give passkeys to names alone.
    appUrl: env.APP_URL ?? `http://${LOOPBACK.includes(env.HOST) ? "localhost" : env.HOST}:${env.PORT}`,
    oidc:
      OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET
        ? { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, name: OIDC_NAME }
        : null,
    upstream: {
      baseUrl: env.UPSTREAM_BASE_URL ?? sandboxUrl,
      authorizeUrl:
        env.UPSTREAM_AUTHORIZE_URL ??
        (demo
          ? `${sandboxUrl}/oauth/chooselocation`
          : "https://marketplace.gohighlevel.com/v2/oauth/chooselocation"),
      clientId: env.UPSTREAM_CLIENT_ID ?? DEMO_CLIENT.id,
      clientSecret: env.UPSTREAM_CLIENT_SECRET ?? DEMO_CLIENT.secret,
    },
  };
}

let cached: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
