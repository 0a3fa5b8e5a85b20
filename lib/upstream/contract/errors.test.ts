import { describe, expect, it } from "vitest";
import { readRefusal, refusalBody } from "./errors";

describe("reading a refusal of the upstream", () => {
  it("takes the sentence of the usual shape", () => {
    const body = { statusCode: 401, message: "The token is not authorized for this scope.", traceId: "t-1" };
    expect(readRefusal(body)).toEqual({
      messages: ["The token is not authorized for this scope."],
      code: null,
      csv: null,
      traceId: "t-1",
    });
  });

  it("takes every sentence when several fields were refused", () => {
    const message = ["accountIds must be an array", "Invalid account id in accountIds list"];
    expect(readRefusal({ status: 422, statusCode: 422, message, name: "x", error: "y" })?.messages).toEqual(
      message,
    );
  });

  it("falls back to the name of the refusal when its list of sentences is empty", () => {
    expect(readRefusal({ message: [], error: "Unprocessable Entity" })?.messages).toEqual([
      "Unprocessable Entity",
    ]);
  });

  it("takes the nested shape of OAuth", () => {
    const error = {
      code: "RESOURCE_NOT_FOUND",
      message: "The app was not found.",
      status: 404,
      details: { a: 1 },
    };
    expect(readRefusal({ error })).toEqual({
      messages: ["The app was not found."],
      code: "RESOURCE_NOT_FOUND",
      csv: null,
      traceId: null,
    });
  });

  it("takes a CSV refusal with the columns that lack", () => {
    const body = {
      code: "CSV_MISSING_HEADERS",
      message: "CSV headers are missing.",
      fileType: "CSV",
      missingHeaders: "content, imageUrls",
    };
    expect(readRefusal(body)?.csv).toEqual({
      code: "CSV_MISSING_HEADERS",
      missingHeaders: ["content", "imageUrls"],
    });
  });

  it("does not take a stranger's page for a refusal", () => {
    for (const body of ["<html>502</html>", null, undefined, 5, [], {}, { error: "x" }, { message: 3 }]) {
      expect(readRefusal(body)).toBeNull();
      expect(refusalBody.safeParse(body).success).toBe(false);
    }
  });
});
