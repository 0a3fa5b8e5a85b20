import { expect, test, vi } from "vitest";
import { AppError } from "./errors";

test("a refusal made by another copy of the module is still a refusal, an ordinary error is none", async () => {
  vi.resetModules();
  const copy = await import("./errors");
  expect(copy.AppError).not.toBe(AppError);
  expect(new copy.AppError("not_signed_in")).toBeInstanceOf(AppError);
  expect(new AppError("not_signed_in")).toBeInstanceOf(Error);
  for (const other of [new Error("AppError"), null, "text", {}])
    expect(other instanceof AppError).toBe(false);
});
