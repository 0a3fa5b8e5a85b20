import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseEnv, SettingsError, settings } from "./env";

const demo = {
  DATABASE_URL: "postgresql://a@127.0.0.1/b",
  SESSION_SECRET: "x".repeat(32),
  VAULT_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
};

const real = {
  ...demo,
  UPSTREAM_BASE_URL: "https://services.example.com/",
  UPSTREAM_CLIENT_ID: "client",
  UPSTREAM_CLIENT_SECRET: "s".repeat(20),
  APP_URL: "https://social.example.com",
};

describe("settings", () => {
  it("are all listed in .env.example, and nothing else is", () => {
    const listed = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect(listed.sort()).toEqual(Object.keys(settings.shape).sort());
  });

  it("are a demo on this machine alone when no upstream is named", () => {
    const env = parseEnv(demo);
    expect(env).toMatchObject({ demo: true, appUrl: "http://localhost:3000" });
    expect(env.upstream.baseUrl).toBe("http://127.0.0.1:4010");
    expect(() => parseEnv({ ...demo, HOST: "0.0.0.0" })).toThrow(/HOST must be 127\.0\.0\.1/);
  });

  it("speak to a real upstream when it is named", () => {
    const env = parseEnv(real);
    expect(env).toMatchObject({ demo: false, appUrl: "https://social.example.com" });
    expect(env.upstream.baseUrl).toBe("https://services.example.com");
  });

  it.each([
    ["SESSION_SECRET", { SESSION_SECRET: "short" }],
    ["SESSION_SECRET", { SESSION_SECRET: "" }],
    ["VAULT_KEYS", { VAULT_KEYS: "k1:too-short" }],
    ["VAULT_KEYS", { VAULT_KEYS: undefined }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://x" }],
    ["PORT", { PORT: "99999" }],
    ["UPSTREAM_CLIENT_SECRET", { UPSTREAM_CLIENT_SECRET: undefined }],
    ["APP_URL", { APP_URL: undefined }],
    ["SMTP_URL", { SMTP_URL: "http://mail.example.com", MAIL_FROM: "a@example.com" }],
    ["MAIL_FROM", { SMTP_URL: "smtp://mail.example.com" }],
    ["MAIL_FROM", { SMTP_URL: "smtp://mail.example.com", MAIL_FROM: "Nobody" }],
  ])("refuse to boot and name %s", (name, change) => {
    expect(() => parseEnv({ ...real, ...change })).toThrow(SettingsError);
    expect(() => parseEnv({ ...real, ...change })).toThrow(new RegExp(name));
  });

  it("read vault keys newest first", () => {
    const second = `k2:${Buffer.alloc(32, 9).toString("base64")}`;
    const env = parseEnv({ ...demo, VAULT_KEYS: `${second},${demo.VAULT_KEYS}` });
    expect(env.VAULT_KEYS.map((key) => key.id)).toEqual(["k2", "k1"]);
    expect(env.VAULT_KEYS[0]?.key).toHaveLength(32);
  });
});
