import { eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents, memberships, signInAttempts, users } from "@/db/schema";
import { seedDemo } from "@/db/seed/demo";
import { completeFirstRun } from "./complete-first-run";
import { createFirstRunCode } from "./create-first-run-code";
import { createPasswordLink } from "./create-password-link";
import { resolveSession } from "./resolve-session";
import { sealSessionToken, sessionCookieName } from "./session-token";
import { setPasswordByLink } from "./set-password-by-link";
import { signIn } from "./sign-in";
import { openAuthRuntime, visitor } from "./testing/auth-runtime";

const ANNA = { email: "admin@northwind.example", password: "demo-admin", previousToken: null };

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: { code?: string }) => error.code ?? String(error),
  );
}

const withToken = async (token: string) =>
  resolveSession(new Headers({ cookie: `${sessionCookieName()}=${await sealSessionToken(token)}` }));

describe("the first run", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  beforeAll(async () => {
    runtime = await openAuthRuntime();
  });
  afterAll(() => runtime.drop());

  const form = {
    companyName: "Real Agency",
    timezone: "Europe/Berlin",
    name: "Ada",
    email: "ada@real.example",
    password: "correct horse battery",
  };

  it("makes one admin out of one code, however many ask at once, and is closed afterwards", async () => {
    const stale = await createFirstRunCode(runtime.database.db);
    const code = (await createFirstRunCode(runtime.database.db)) ?? "";
    expect(await codeOf(completeFirstRun(visitor(), { ...form, code: stale ?? "" }))).toBe("unprocessable");
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        codeOf(completeFirstRun(visitor(), { ...form, email: `ada${n}@real.example`, code })),
      ),
    );
    expect(outcomes.sort()).toEqual(["conflict", "conflict", "conflict", "done"]);
    expect(await createFirstRunCode(runtime.database.db)).toBeNull();
    await expect(completeFirstRun(visitor(), { ...form, code })).rejects.toThrow("used already");
  });
});

describe("signing in", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  const db = () => runtime.database.db;
  beforeAll(async () => {
    runtime = await openAuthRuntime();
    await Promise.all([seedDemo(db()), seedDemo(db())]);
    await seedDemo(db());
  });
  afterAll(() => runtime.drop());

  it("finds four demo people, however often they are seeded", async () => {
    expect(await db().select().from(users)).toHaveLength(4);
    expect(await db().select().from(memberships)).toHaveLength(4);
  });

  it("opens a new session each time and ends the one this browser held", async () => {
    const first = await signIn(visitor(), ANNA);
    const second = await signIn(visitor(), {
      ...ANNA,
      email: " ADMIN@Northwind.example ",
      previousToken: first.token,
    });
    expect(second.token).not.toBe(first.token);
    expect(await withToken(first.token)).toBeNull();
    expect(await withToken(second.token)).toMatchObject({ email: ANNA.email, role: "admin" });
  });

  it("refuses wrong, unknown and disabled alike", async () => {
    await db()
      .update(users)
      .set({ disabledAt: new Date() })
      .where(eq(users.email, "admin@southbank.example"));
    const refusals = await Promise.all(
      [
        { ...ANNA, password: "wrong" },
        { ...ANNA, email: "nobody@northwind.example" },
        { ...ANNA, email: "admin@southbank.example", password: "demo-southbank" },
      ].map((input) => signIn(visitor("192.0.2.7"), input).catch((error: unknown) => error)),
    );
    expect(new Set(refusals.map(String))).toEqual(
      new Set(["AppError: E-mail or password is wrong. Check both and try again."]),
    );
  });

  it("looks at 5 of 10 parallel wrong passwords, then locks that address and not another", async () => {
    const guess = () => codeOf(signIn(visitor("198.51.100.9"), { ...ANNA, password: "guess" }));
    const codes = await Promise.all(Array.from({ length: 10 }, guess));
    expect(codes.filter((code) => code === "sign_in_failed")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(5);
    expect(await codeOf(signIn(visitor("198.51.100.9"), ANNA))).toBe("too_many_attempts");
    expect(await codeOf(signIn(visitor("198.51.100.10"), ANNA))).toBe("done");
  });

  it("locks an address that does not exist the same way", async () => {
    const guess = () =>
      codeOf(
        signIn(visitor("198.51.100.20"), { ...ANNA, email: "ghost@northwind.example", password: "guess" }),
      );
    const codes = [];
    for (let n = 0; n < 7; n++) codes.push(await guess());
    expect(codes).toEqual([...Array(5).fill("sign_in_failed"), "too_many_attempts", "too_many_attempts"]);
  });

  it("locks for longer each time", async () => {
    const wait = async () => {
      const error = await signIn(visitor("198.51.100.30"), { ...ANNA, password: "guess" }).catch(
        (e: unknown) => e,
      );
      return (error as { retryAfterSeconds?: number }).retryAfterSeconds ?? 0;
    };
    for (let n = 0; n < 5; n++) await wait();
    const first = await wait();
    await db()
      .update(signInAttempts)
      .set({ lockedUntil: new Date(Date.now() - 1000) });
    await wait();
    expect(await wait()).toBeGreaterThan(first + 30);
  });

  it("writes who signed in, and whose sign-in was refused, into the audit without the password", async () => {
    const events = await db().select().from(auditEvents).where(like(auditEvents.action, "session.%"));
    expect(new Set(events.map((event) => event.action))).toEqual(
      new Set(["session.opened", "session.refused"]),
    );
    expect(JSON.stringify(events)).not.toMatch(/demo-admin|guess/);
  });

  it("takes a password link once, and its new password ends every session", async () => {
    const { token, account } = await signIn(visitor(), ANNA);
    const { link } = await createPasswordLink(db(), account.userId, "reset");
    const input = { token: link.split("#")[1] ?? "", password: "a longer phrase to keep" };
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(setPasswordByLink(visitor(), input))));
    expect(codes.sort()).toEqual(["done", "unprocessable", "unprocessable"]);
    expect(await withToken(token)).toBeNull();
    expect(await codeOf(signIn(visitor(), ANNA))).toBe("sign_in_failed");
    expect(await codeOf(signIn(visitor(), { ...ANNA, password: input.password }))).toBe("done");
  });
});
