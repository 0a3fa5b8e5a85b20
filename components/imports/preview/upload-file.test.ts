import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_PART_BYTES } from "@/lib/imports/schema";
import { FileUpload } from "./upload-file";

type Call = { method: string; path: string };
let calls: Call[] = [];
let made = 0;

/** The server as far as an upload goes: opens batches by number, takes parts, forgets drafts. */
beforeEach(() => {
  calls = [];
  made = 0;
  vi.stubGlobal("fetch", async (input: string, init: RequestInit = {}) => {
    const { pathname } = new URL(input, "http://localhost");
    const method = init.method ?? "GET";
    calls.push({ method, path: pathname });
    await new Promise((done) => setTimeout(done, 5));
    const body = method === "POST" ? { batchId: `b${++made}`, partBytes: MAX_PART_BYTES, parts: 2 } : {};
    const part = /parts\/(\d+)$/.exec(pathname)?.[1];
    return Response.json(part === undefined ? body : { received: Number(part) });
  });
});
afterEach(() => vi.unstubAllGlobals());

const file = new File([new Uint8Array(MAX_PART_BYTES + 10)], "posts.csv");
const deaf = { onProgress: () => undefined, onTrouble: () => undefined };
const parts = () => calls.filter(({ method }) => method === "PUT").map(({ path }) => path);

describe("a file on its way", () => {
  it("is opened and sent once, whoever asks, and everybody hears how far it is", async () => {
    const upload = new FileUpload(file, null);
    const [one, same] = await Promise.all([upload.open("here"), upload.open("here")]);
    expect(same).toBe(one);
    const heard: [string, number][] = [];
    const listener = (name: string) => ({ ...deaf, onProgress: (sent: number) => heard.push([name, sent]) });
    await Promise.all([upload.send(one, listener("keeping")), upload.send(one, listener("scheduling"))]);
    await upload.send(one, deaf);
    expect(calls.filter(({ method }) => method === "POST")).toHaveLength(1);
    expect(parts()).toEqual(["/api/imports/b1/parts/0", "/api/imports/b1/parts/1"]);
    expect(heard).toContainEqual(["keeping", 2]);
    expect(heard).toContainEqual(["scheduling", 2]);
  });

  it("becomes another import at another location, and the first one is forgotten", async () => {
    const upload = new FileUpload(file, null);
    const first = await upload.open("here");
    await upload.send(first, deaf);
    const second = await upload.open("there");
    expect([first.batchId, second.batchId]).toEqual(["b1", "b2"]);
    await upload.send(second, deaf);
    expect(parts()).toHaveLength(4);
    expect(calls).toContainEqual({ method: "DELETE", path: "/api/imports/b1/draft" });
  });

  it("that was kept before sends only what is missing", async () => {
    const upload = new FileUpload(file, {
      batchId: "kept",
      locationId: "here",
      fileName: file.name,
      fileSize: file.size,
      fileHash: null,
      parts: [0],
      partsOf: 2,
      receiving: true,
      sentBackBy: null,
      kept: null,
    });
    const one = await upload.open("here");
    await upload.send(one, deaf);
    expect(calls).toEqual([{ method: "PUT", path: "/api/imports/kept/parts/1" }]);
  });

  it("lets keeping and checking name their revision one after the other, also after a failure", async () => {
    const upload = new FileUpload(file, null);
    const order: string[] = [];
    const slow = upload.inTurn(async () => {
      await new Promise((done) => setTimeout(done, 20));
      order.push("first");
      throw new Error("refused");
    });
    const next = upload.inTurn(async () => order.push("second"));
    await expect(slow).rejects.toThrow("refused");
    await next;
    expect(order).toEqual(["first", "second"]);
  });
});
