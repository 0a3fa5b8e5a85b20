import { expect, it } from "vitest";
import { whatHappened, withNextStep } from "./reason";

it("keeps what happened apart from the next step, also where both were stored together", () => {
  const stored = "The refresh token was already used. An admin can reconnect on the Connections page.";
  expect(whatHappened(stored)).toBe("The refresh token was already used.");
  expect(withNextStep(whatHappened(stored))).toBe(stored);
  expect(withNextStep(stored)).toBe(stored);
});
