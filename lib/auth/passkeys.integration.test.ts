import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE as removeRoute, PATCH as renameRoute } from "@/app/api/account/passkeys/[passkeyId]/route";
import { POST as optionsRoute } from "@/app/api/account/passkeys/options/route";
import { POST as addRoute, GET as listRoute } from "@/app/api/account/passkeys/route";
import { POST as confirmRoute } from "@/app/api/account/step-up/route";
import { POST as askRoute } from "@/app/api/auth/passkey/route";
import { DELETE as resetRoute } from "@/app/api/people/[userId]/second-factor/route";
import { auditEvents, passkeyChallenges, passkeys, recoveryCodes, sessions } from "@/db/schema";
import { hashPassword } from "./hash-password";
import type { PasskeyResponse } from "./passkey-schema";
import { signIn, signInWithPasskey } from "./sign-in";
import { openAuthRuntime, visitor } from "./testing/auth-runtime";
import { createAuthenticator } from "./testing/authenticator";
import { createCompany, createPerson, openTestSession, type TestPerson } from "./testing/people";

const ORIGIN = "http://127.0.0.1:3000";
const PASSWORD = "a sentence of its own";
const none = { params: Promise.resolve({}) };

describe("passkeys", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let anna: TestPerson;
  let admin: TestPerson;
  const phone = createAuthenticator(ORIGIN);
  const db = () => runtime.database.db;

  const request = (person: TestPerson | null, method: string, body?: unknown) =>
    new Request(`${ORIGIN}/api/account/passkeys`, {
      method,
      headers: person?.headers ?? new Headers({ origin: ORIGIN }),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const challenge = async (person: TestPerson | null, purpose?: "register" | "step_up") => {
    const answer = purpose
      ? await optionsRoute(request(person, "POST", { purpose }), none)
      : await askRoute(request(null, "POST"), none);
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { options: { challenge: string } }).options.challenge;
  };
  let calls = 0;
  // From an address of its own each time: what is looked at here is the answer, not the lock-out.
  const enter = (response: PasskeyResponse, address = `198.51.100.${++calls}`) =>
    signInWithPasskey(visitor(address), { response, previousToken: null }).then(
      ({ account }) => account.userId,
      (error: { code?: string }) => error.code ?? String(error),
    );

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    const company = await createCompany(db());
    anna = await createPerson(db(), {
      ...company,
      role: "marketer",
      passwordHash: await hashPassword(PASSWORD),
      name: "Anna",
    });
    admin = await createPerson(db(), { ...company, role: "admin", name: "Bo" });
  });
  afterAll(() => runtime.drop());

  it("adds one with its own answer, once, and gives recovery codes with the first", async () => {
    const asked = await challenge(anna, "register");
    const body = { name: "Phone", response: phone.register(asked) };
    const added = await addRoute(request(anna, "POST", body), none);
    expect(added.status).toBe(201);
    const { recoveryCodes: codes } = (await added.json()) as { recoveryCodes: string[] };
    expect(new Set(codes).size).toBe(10);
    expect((await addRoute(request(anna, "POST", body), none)).status).toBe(422);
    const again = { name: "Phone", response: phone.register(await challenge(anna, "register")) };
    expect((await addRoute(request(anna, "POST", again), none)).status).toBe(409);
    const listed = (await (await listRoute(request(anna, "GET"), none)).json()) as { passkeys: unknown[] };
    expect(listed.passkeys).toMatchObject([{ passkeyId: phone.credentialId, name: "Phone" }]);
  });

  it("takes no answer to a question put to another session", async () => {
    const other = await openTestSession(db(), anna);
    const asked = await challenge({ ...anna, ...other }, "register");
    const body = { name: "Theirs", response: createAuthenticator(ORIGIN).register(asked) };
    expect((await addRoute(request(anna, "POST", body), none)).status).toBe(422);
  });

  it("is asked for besides the password, and signs in without one", async () => {
    const attempt = signIn(visitor(), { email: anna.email, password: PASSWORD, previousToken: null });
    await expect(attempt).rejects.toMatchObject({ code: "second_factor_required" });
    expect(await enter(phone.answer(await challenge(null)))).toBe(anna.userId);
  });

  it("signs in once an answer, also ten times at once", async () => {
    const answer = phone.answer(await challenge(null));
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => enter(answer, `203.0.113.${index}`)),
    );
    expect(results.filter((result) => result === anna.userId)).toHaveLength(1);
    expect(results.filter((result) => result === "passkey_failed")).toHaveLength(9);
  });

  it.each([
    ["for another site", { origin: "https://evil.example" }],
    ["without PIN, finger or face", { verified: false }],
  ])("refuses an answer %s", async (_, odd) => {
    expect(await enter(phone.answer(await challenge(null), odd))).toBe("passkey_failed");
  });

  it("refuses a question that is not ours, is too old, or was put for something else", async () => {
    expect(await enter(phone.answer(Buffer.from("made up").toString("base64url")))).toBe("passkey_failed");
    const late = await challenge(null);
    await db().update(passkeyChallenges).set({ expiresAt: sql`now() - interval '1 second'` });
    expect(await enter(phone.answer(late))).toBe("passkey_failed");
    expect(await enter(phone.answer(await challenge(anna, "step_up")))).toBe("passkey_failed");
  });

  it("refuses a copy whose counter went back, and a key that nobody added", async () => {
    expect(await enter(phone.answer(await challenge(null)))).toBe(anna.userId);
    phone.rewind();
    expect(await enter(phone.answer(await challenge(null)))).toBe("passkey_failed");
    expect(await enter(createAuthenticator(ORIGIN).answer(await challenge(null)))).toBe("passkey_failed");
    await db().update(passkeys).set({ counter: 0 });
  });

  it("confirms a sensitive action, in the session that asked", async () => {
    await db()
      .update(sessions)
      .set({ steppedUpAt: sql`now() - interval '6 minutes'` })
      .where(eq(sessions.id, anna.sessionId));
    const passkey = phone.answer(await challenge(anna, "step_up"));
    expect((await confirmRoute(request(anna, "POST", { passkey }), none)).status).toBe(200);
    expect((await confirmRoute(request(anna, "POST", { passkey }), none)).status).toBe(422);
    const [session] = await db().select().from(sessions).where(eq(sessions.id, anna.sessionId));
    expect(Date.now() - (session?.steppedUpAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it("is renamed and removed by its owner alone; the codes end with the last factor", async () => {
    const place = { params: Promise.resolve({ passkeyId: phone.credentialId }) };
    expect((await renameRoute(request(admin, "PATCH", { name: "Mine" }), place)).status).toBe(404);
    expect((await renameRoute(request(anna, "PATCH", { name: "Work phone" }), place)).status).toBe(200);
    expect((await removeRoute(request(admin, "DELETE"), place)).status).toBe(404);
    expect((await removeRoute(request(anna, "DELETE"), place)).status).toBe(200);
    expect(await db().select().from(recoveryCodes).where(eq(recoveryCodes.userId, anna.userId))).toEqual([]);
    expect(await enter(phone.answer(await challenge(null)))).toBe("passkey_failed");
  });

  it("is reset by an admin for somebody who lost it, who is signed out and told apart in the audit", async () => {
    const lost = createAuthenticator(ORIGIN);
    const body = { name: "Lost", response: lost.register(await challenge(anna, "register")) };
    expect((await addRoute(request(anna, "POST", body), none)).status).toBe(201);
    const place = (userId: string) => ({ params: Promise.resolve({ userId }) });
    expect((await resetRoute(request(admin, "DELETE"), place(admin.userId))).status).toBe(422);
    const reset = await resetRoute(request(admin, "DELETE"), place(anna.userId));
    expect(await reset.json()).toMatchObject({ userId: anna.userId, secondFactor: false });
    expect((await listRoute(request(anna, "GET"), none)).status).toBe(401);
    const told = await db().select().from(auditEvents).where(eq(auditEvents.action, "second_factor.reset"));
    expect(told).toMatchObject([{ targetId: anna.userId, actorName: "Bo" }]);
    expect((await resetRoute(request(admin, "DELETE"), place(anna.userId))).status).toBe(422);
  });
});
