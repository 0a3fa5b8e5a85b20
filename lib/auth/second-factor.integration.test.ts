import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE, POST, PUT } from "@/app/api/account/second-factor/route";
import { POST as confirmRoute } from "@/app/api/account/step-up/route";
import { sessions, totpFactors, users } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import { resolveSession } from "./resolve-session";
import { openSecret } from "./seal-secret";
import { sealSessionToken, sessionCookieName } from "./session-token";
import { signIn } from "./sign-in";
import { openAuthRuntime, visitor } from "./testing/auth-runtime";
import { openTestSession } from "./testing/people";
import { stepOf, totpCode } from "./totp";

const TOM = { email: "marketer@northwind.example", password: "demo-marketer", previousToken: null };
const none = { params: Promise.resolve({}) };

describe("a second factor", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let headers: Headers;
  let sessionId: string;
  let userId: string;
  let recoveryCodes: string[] = [];
  const db = () => runtime.database.db;
  const request = (method: string, body?: unknown) =>
    new Request("http://127.0.0.1:3000/api/account/x", {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const codeAt = async (drift: number) => {
    const [factor] = await db().select().from(totpFactors).where(eq(totpFactors.userId, userId));
    return totpCode(openSecret(factor?.secretCiphertext ?? "", `totp:${userId}`), stepOf(new Date()) + drift);
  };
  const attempt = (code?: string, address = "203.0.113.1") =>
    signIn(visitor(address), { ...TOM, code }).then(
      () => "done",
      (error: { code?: string }) => error.code ?? String(error),
    );

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    await seedDemo(db());
    const { token, account } = await signIn(visitor(), TOM);
    userId = account.userId;
    const person = await resolveSession(
      new Headers({ cookie: `${sessionCookieName()}=${await sealSessionToken(token)}` }),
    );
    ({ headers, sessionId } = await openTestSession(db(), { userId, companyId: person?.companyId ?? "" }));
  });
  afterAll(() => runtime.drop());

  it("asks for a fresh proof first, and takes the password as one", async () => {
    await db()
      .update(sessions)
      .set({ steppedUpAt: sql`now() - interval '6 minutes'` })
      .where(eq(sessions.id, sessionId));
    const refused = await POST(request("POST"), none);
    expect(await refused.json()).toMatchObject({ error: { code: "step_up_required" } });
    expect((await confirmRoute(request("POST", { password: "wrong" }), none)).status).toBe(422);
    expect((await confirmRoute(request("POST", { password: TOM.password }), none)).status).toBe(200);
    expect((await POST(request("POST"), none)).status).toBe(201);
  });

  it("is not asked for before its first code confirmed it", async () => {
    expect(await attempt()).toBe("done");
    expect((await PUT(request("PUT", { code: "000000" }), none)).status).toBe(422);
    const confirmed = await PUT(request("PUT", { code: await codeAt(-1) }), none);
    ({ recoveryCodes } = (await confirmed.json()) as { recoveryCodes: string[] });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await POST(request("POST"), none)).status).toBe(409);
  });

  it("is asked for after the right password only", async () => {
    expect(await attempt()).toBe("second_factor_required");
    expect(
      await signIn(visitor("203.0.113.2"), { ...TOM, password: "x" }).catch((e: Error) => e.message),
    ).toMatch("E-mail or password is wrong");
    expect(await attempt("123", "203.0.113.3")).toBe("second_factor_failed");
  });

  it("takes one code once, ten times in parallel from ten places", async () => {
    const code = await codeAt(0);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => attempt(code, `203.0.113.${10 + n}`)),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "second_factor_failed")).toHaveLength(9);
    expect(await attempt(await codeAt(-1), "203.0.113.30")).toBe("second_factor_failed");
  });

  it("takes each recovery code once, as people type it", async () => {
    const typed = (recoveryCodes[0] ?? "").toUpperCase().replaceAll("-", " ");
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, (_, n) => attempt(typed, `203.0.113.${40 + n}`)),
    );
    expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
    expect(await attempt(recoveryCodes[1], "203.0.113.50")).toBe("done");
  });

  it("locks guesses of codes too, although the password is right each time", async () => {
    const outcomes = [];
    for (let n = 0; n < 7; n++) {
      outcomes.push(await attempt(undefined, "203.0.113.60"), await attempt("000000", "203.0.113.60"));
    }
    expect(outcomes.filter((outcome) => outcome === "second_factor_failed").length).toBeLessThanOrEqual(5);
    expect(outcomes.at(-1)).toBe("too_many_attempts");
  });

  it("is stored sealed, for this person only", async () => {
    const [factor] = await db().select().from(totpFactors);
    expect(factor?.secretCiphertext).toMatch(/^v1:test:/);
    expect(() => openSecret(factor?.secretCiphertext ?? "", "totp:somebody-else")).toThrow();
  });

  it("can be turned off with a fresh proof", async () => {
    expect((await DELETE(request("DELETE"), none)).status).toBe(200);
    expect(await attempt(undefined, "203.0.113.70")).toBe("done");
    expect(await db().select().from(users).where(eq(users.id, userId))).toHaveLength(1);
  });
});
