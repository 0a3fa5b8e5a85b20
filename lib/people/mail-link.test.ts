import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLogger } from "@/lib/log";
import { createMailer } from "@/lib/mail/mailer";
import { type MailServer, startMailServer } from "@/lib/mail/testing/mail-server";
import { mailLink } from "./mail-link";
import type { Person } from "./schema";

const ctx = { log: createLogger({ level: "silent", name: "test" }) };
const person: Person = {
  userId: "1",
  name: "Zoë Łukasz",
  email: "zoe@agency.example",
  role: "viewer",
  status: "invited",
  allLocations: true,
  locationIds: [],
  lastSeenAt: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  secondFactor: false,
};
const made = {
  person,
  link: "https://dashboard.example/set-password#token",
  expiresAt: "2026-01-08T00:00:00.000Z",
  companyName: "Northwind",
  purpose: "invitation" as const,
};

describe("mailLink", () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.close());
  const mail = (url: string | null) => createMailer({ url, from: "Northwind <hello@agency.example>" });

  it("sends the link to the person alone, with who invites them", async () => {
    expect(await mailLink(ctx, made, mail(server.url))).toEqual({ sent: true, problem: null });
    const [delivery] = server.deliveries;
    expect(delivery?.to).toEqual(["zoe@agency.example"]);
    expect(delivery?.data.replace(/=\r?\n/g, "")).toContain("https://dashboard.example/set-password#token");
    expect(delivery?.data).toContain("Northwind invites you");
  });

  it("says why it did not go, so that the link is handed over by hand", async () => {
    const nobodyThere = mail("smtp://127.0.0.1:1");
    const mailed = await mailLink(ctx, made, nobodyThere);
    expect(mailed?.sent).toBe(false);
    expect(mailed?.problem).toContain("could not be reached");
  });

  it("leaves it to the admin where no mail server is set", async () => {
    expect(await mailLink(ctx, made, mail(null))).toBeNull();
  });
});
