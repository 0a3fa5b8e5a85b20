import { expect, it } from "vitest";
import { mayDisable } from "./may-disable";

it("offers to disable everybody but oneself and who is disabled already", () => {
  expect(mayDisable({ userId: "tom", status: "active" }, "anna")).toBe(true);
  expect(mayDisable({ userId: "tom", status: "invited" }, "anna")).toBe(true);
  expect(mayDisable({ userId: "tom", status: "disabled" }, "anna")).toBe(false);
  expect(mayDisable({ userId: "anna", status: "active" }, "anna")).toBe(false);
});
