import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import type { Reach } from "@/lib/http/fetch-public";
import { reachOf, readPostPictures } from "./read-post-pictures";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const NEEDED = {
  DATABASE_URL: "postgresql://127.0.0.1/x",
  SESSION_SECRET: "a-secret-of-32-letters-and-more-of-them",
  VAULT_KEYS: `test:${Buffer.alloc(32, 1).toString("base64")}`,
};

describe("the pictures of posts", () => {
  let server: Server;
  let home = "";
  /** The network's picture server, on this machine. */
  const reach = (): Reach => ({
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    isPublic: () => false,
    trustedOrigin: home,
  });
  const read = (...paths: (string | null)[]) =>
    readPostPictures(
      paths.map((path) => ({ picture: path?.startsWith("/") ? home + path : path })),
      reach(),
    );

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === "/pixel.png") response.end(PIXEL);
      else if (request.url === "/page") response.end("<script>alert(1)</script>");
      else if (request.url === "/clip.gif") response.end(Buffer.from("GIF89a"));
      else if (request.url === "/broken.png") response.end(PIXEL.subarray(0, 40));
      else if (request.url === "/large.png") response.end(Buffer.concat([PIXEL, Buffer.alloc(1_000_000)]));
      else if (request.url === "/packed.png")
        response.writeHead(200, { "content-encoding": "deflate" }).end(deflateSync(PIXEL));
      else if (request.url === "/silent") response.flushHeaders();
      else response.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it("come in the order of the posts, and each that fails leaves its own place empty", async () => {
    const read4 = await read(null, "/pixel.png", "/gone.png", "/pixel.png");
    expect(read4).toEqual([null, PIXEL, null, PIXEL]);
  });

  it("are whole JPEG and PNG of at most 1 MB and nothing else, whatever their name says", async () => {
    const found = await read(
      "/page",
      "/clip.gif",
      "/broken.png",
      "/large.png",
      "/packed.png",
      "file:///etc/passwd",
    );
    expect(found).toEqual([null, null, null, null, null, null]);
  });

  it("are not waited for longer than a few seconds", async () => {
    const started = performance.now();
    expect(await read("/silent", "/pixel.png")).toEqual([null, PIXEL]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("are not read from this machine where a real upstream is set", async () => {
    let asked = 0;
    const count = () => asked++;
    server.on("request", count);
    const posts = [{ picture: `${home}/pixel.png` }];
    const set = (values: Record<string, string>) => reachOf(parseEnv({ ...NEEDED, ...values }));
    const real = {
      UPSTREAM_BASE_URL: "https://services.example",
      UPSTREAM_CLIENT_ID: "client",
      UPSTREAM_CLIENT_SECRET: "secret-of-16-letters",
      APP_URL: "https://social.example",
    };
    expect(await readPostPictures(posts, set(real))).toEqual([null]);
    // In the demo that is the sandbox's own port alone.
    expect(await readPostPictures(posts, set({ SANDBOX_PORT: "4999" }))).toEqual([null]);
    expect(asked).toBe(0);
    expect(await readPostPictures(posts, set({ SANDBOX_PORT: new URL(home).port }))).toEqual([PIXEL]);
    server.off("request", count);
  });
});
