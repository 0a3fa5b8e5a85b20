import { describe, expect, it } from "vitest";
import { anyWebhook, knownWebhook, WEBHOOK_TYPES } from "./webhooks";

const delivery = { timestamp: "2025-06-25T06:57:06.225Z", webhookId: "w-1" };

describe("webhook bodies", () => {
  it("knows every type by name", () => {
    for (const type of WEBHOOK_TYPES) {
      const body = { ...delivery, type, id: "x", locationId: "l", companyId: "c", extra: true };
      expect(knownWebhook.parse(body)).toEqual(body);
    }
  });

  it("takes an installation that does not say yet who installed it", () => {
    expect(knownWebhook.safeParse({ ...delivery, type: "INSTALL" }).success).toBe(true);
    expect(knownWebhook.safeParse({ ...delivery, type: "UNINSTALL", companyId: "c" }).success).toBe(true);
  });

  it("refuses a contact without an id or a location", () => {
    expect(knownWebhook.safeParse({ ...delivery, type: "ContactCreate", id: "x" }).success).toBe(false);
    expect(knownWebhook.safeParse({ ...delivery, type: "ContactTagUpdate", locationId: "l" }).success).toBe(
      false,
    );
  });

  it("needs an id and a time to tell a repeat from a first delivery", () => {
    expect(anyWebhook.safeParse({ ...delivery, type: "SomethingNew" }).success).toBe(true);
    expect(knownWebhook.safeParse({ ...delivery, type: "SomethingNew" }).success).toBe(false);
    expect(anyWebhook.safeParse({ type: "INSTALL", timestamp: delivery.timestamp }).success).toBe(false);
    expect(anyWebhook.safeParse({ type: "INSTALL", webhookId: "w-1" }).success).toBe(false);
    expect(anyWebhook.safeParse({ ...delivery, type: "INSTALL", timestamp: "yesterday" }).success).toBe(
      false,
    );
  });
});
