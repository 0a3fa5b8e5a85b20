import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeEml } from "./compose-eml";
import { createMailer, MailError } from "./mailer";
import { type MailServer, startMailServer } from "./testing/mail-server";

const from = "Agency Zürich <reports@agency.example>";
const message = { to: "client@example.com", subject: "Monthly report – März", text: "Zażółć gęślą jaźń." };

describe("composeEml", () => {
  it("writes a message any mail program opens", async () => {
    const eml = await composeEml(
      {
        ...message,
        html: "<p>Zażółć</p>",
        attachments: [
          { filename: "März.pdf", content: Buffer.from("%PDF-1.7"), contentType: "application/pdf" },
        ],
      },
      { from, date: new Date("2026-11-02T08:00:00Z"), messageId: "m1@agency.example" },
    );
    const text = eml.toString("latin1");
    expect(text).toContain("Message-ID: <m1@agency.example>");
    expect(text).toContain("Date: Mon, 02 Nov 2026 08:00:00 +0000");
    expect(text).toContain("To: client@example.com");
    expect(text).toMatch(/Subject: =\?UTF-8\?/);
    expect(text).toContain("Content-Type: application/pdf");
    expect(text).toContain(Buffer.from("%PDF-1.7").toString("base64"));
  });

  it("does not let a line break become a header", async () => {
    const eml = await composeEml(
      { to: "a@example.com", subject: "Hello\r\nBcc: thief@example.com", text: "x" },
      { from, date: new Date(0), messageId: "m2@agency.example" },
    );
    expect(eml.toString("latin1")).not.toMatch(/^Bcc:/m);
  });
});

describe("the mailer", () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.close());
  const outcomeOf = async (url: string | null) => {
    try {
      await createMailer({ url, from }).send(message);
    } catch (error) {
      return error instanceof MailError ? error.outcome : error;
    }
    return "sent";
  };

  it("delivers to the server with the bare sender's address", async () => {
    expect(await outcomeOf(server.url)).toBe("sent");
    expect(server.deliveries).toHaveLength(1);
    expect(server.deliveries[0]).toMatchObject({
      from: "reports@agency.example",
      to: ["client@example.com"],
    });
    expect(server.deliveries[0]?.data).toContain("Auto-Submitted: auto-generated");
  });

  it("tells a refusal for good from one for now, and from not knowing", async () => {
    server.next("refuse", "refuse-recipient", "defer", "hang-up", "drop");
    expect(await outcomeOf(server.url)).toBe("refused");
    expect(await outcomeOf(server.url)).toBe("refused");
    expect(await outcomeOf(server.url)).toBe("later");
    expect(await outcomeOf(server.url)).toBe("later");
    expect(await outcomeOf(server.url)).toBe("unknown");
    expect(server.deliveries).toHaveLength(1);
  });

  it("says that no server is set", async () => {
    expect(createMailer({ url: null, from }).configured).toBe(false);
    expect(await outcomeOf(null)).toBe("refused");
  });
});
