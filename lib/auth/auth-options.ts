import { headers } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Context } from "@/lib/context";
import { type Env, env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { contextFor, runtime } from "@/lib/runtime";
import type { Account } from "./account-repository";
import { type PasskeyResponse, passkeyResponse } from "./passkey-schema";
import { safeReturnPath } from "./return-path";
import { findLivingSession } from "./session-repository";
import { hashToken, isSecure, readSessionToken, sessionCookieName } from "./session-token";
import { signIn, signInWithPasskey } from "./sign-in";
import { signInExternally } from "./sign-in-external";
import { signOut } from "./sign-out";

declare module "next-auth" {
  interface User {
    sessionToken?: string;
  }
}

let options: NextAuthOptions | undefined;

/**
 * next-auth with our own session record: its encrypted cookie holds a random token and nothing else; who that is stands
 * in the database and is looked up anew on every request.
 */
export function authOptions(): NextAuthOptions {
  // next-auth takes its own address from this variable alone; ours is APP_URL.
  process.env.NEXTAUTH_URL = env().appUrl;
  options ??= {
    secret: env().SESSION_SECRET,
    session: { strategy: "jwt", maxAge: env().SESSION_MAX_HOURS * 3600 },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      csrfToken: cookie(isSecure() ? "__Host-2chat-csrf" : "2chat-csrf"),
      callbackUrl: cookie(isSecure() ? "__Host-2chat-return" : "2chat-return"),
    },
    providers: [
      CredentialsProvider({
        id: "password",
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
        authorize: (credentials, request) =>
          authorized(request.headers, (ctx, previousToken) =>
            signIn(ctx, {
              email: credentials?.email ?? "",
              password: credentials?.password ?? "",
              code: credentials?.code,
              previousToken,
            }),
          ),
      }),
      CredentialsProvider({
        id: "passkey",
        name: "Passkey",
        credentials: { response: { type: "text" } },
        authorize: (credentials, request) =>
          authorized(request.headers, (ctx, previousToken) =>
            signInWithPasskey(ctx, { response: readResponse(credentials?.response), previousToken }),
          ),
      }),
      ...identityProvider(env().oidc),
    ],
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.provider !== "oidc") return true;
        user.sessionToken = await enterExternally(profile as Claims);
        return true;
      },
      jwt: async ({ token, user }) => {
        if (user?.sessionToken) return { sessionToken: user.sessionToken };
        const session = await livingSession(token.sessionToken);
        // Thrown on purpose: next-auth then clears the cookie of a session that has ended.
        if (!session) throw new Error("the session has ended");
        return { sessionToken: token.sessionToken };
      },
      session: async ({ session, token }) => {
        const living = await livingSession(token.sessionToken);
        return { ...session, user: living ? { name: living.name, email: living.email } : {} };
      },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + safeReturnPath(path);
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (!token?.sessionToken) return;
        await signOut(contextFor({ headers: new Headers() }, crypto.randomUUID(), null), token.sessionToken);
      },
    },
    logger: {
      error: (code, metadata) => runtime().log.warn({ code, metadata }, "next-auth"),
      warn: (code) => runtime().log.debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
  return options;
}

function cookie(name: string) {
  return { name, options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() } };
}

function livingSession(token: string | undefined) {
  return token ? findLivingSession(runtime().database.db, hashToken(token)) : undefined;
}

type Claims = { sub: string; email?: string; email_verified?: boolean; name?: string };

/** The provider of the settings, spoken to by OpenID Connect with PKCE, state and nonce. */
function identityProvider(oidc: Env["oidc"]): OAuthConfig<Claims>[] {
  if (!oidc) return [];
  return [
    {
      id: "oidc",
      name: oidc.name,
      type: "oauth",
      wellKnown: `${oidc.issuer}/.well-known/openid-configuration`,
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      authorization: { params: { scope: "openid email profile" } },
      profile: ({ sub, email = null, name = null }) => ({ id: sub, email, name }),
    },
  ];
}

async function enterExternally({ sub, email, email_verified }: Claims): Promise<string> {
  const requestHeaders = await headers();
  const ctx = contextFor({ headers: requestHeaders }, crypto.randomUUID(), null);
  try {
    const { token } = await signInExternally(
      ctx,
      {
        issuer: env().oidc?.issuer ?? "",
        subject: sub,
        email: email ?? null,
        emailVerified: email_verified === true,
      },
      await readSessionToken(requestHeaders),
    );
    return token;
  } catch (error) {
    if (!(error instanceof AppError)) ctx.log.error({ err: error }, "sign-in failed");
    throw new Error(codeOf(error));
  }
}

async function authorized(
  from: Record<string, unknown> | undefined,
  enter: (ctx: Context, previousToken: string | null) => Promise<{ account: Account; token: string }>,
) {
  const headers = new Headers(from as Record<string, string>);
  const ctx = contextFor({ headers }, crypto.randomUUID(), null);
  try {
    const { account, token } = await enter(ctx, await readSessionToken(headers));
    return { id: account.userId, sessionToken: token };
  } catch (error) {
    if (!(error instanceof AppError)) ctx.log.error({ err: error }, "sign-in failed");
    throw new Error(codeOf(error));
  }
}

function readResponse(text: string | undefined): PasskeyResponse {
  try {
    return passkeyResponse.parse(JSON.parse(text ?? ""));
  } catch {
    throw new AppError("passkey_failed");
  }
}

/** next-auth hands an error's message to the page as a query value: a code, never a sentence from here. */
function codeOf(error: unknown): string {
  if (!(error instanceof AppError)) return "internal";
  return error.retryAfterSeconds ? `${error.code}:${error.retryAfterSeconds}` : error.code;
}
