import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fetchPublic, type Reach } from "./fetch-public";
import { isPublicAddress } from "./public-address";

const LIMITS = { maxBytes: 1_000, timeoutMs: 2_000 };

/** Everything that must never be reached, in the forms that slip past a naive check. */
const NASTY = [
  "http://127.0.0.1/",
  "http://127.1/",
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://0/",
  "http://0.0.0.0/",
  "http://10.0.0.8/",
  "http://172.16.0.1/",
  "http://172.31.255.255/",
  "http://192.168.1.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://100.64.0.1/",
  "http://100.100.100.200/",
  "http://192.0.0.192/",
  "http://198.18.0.1/",
  "http://224.0.0.1/",
  "http://255.255.255.255/",
  "http://[::1]/",
  "http://[::]/",
  "http://[::ffff:127.0.0.1]/",
  "http://[::ffff:7f00:1]/",
  "http://[::ffff:a9fe:a9fe]/",
  "http://[::127.0.0.1]/",
  "http://[64:ff9b::7f00:1]/",
  "http://[64:ff9b::a9fe:a9fe]/",
  "http://[64:ff9b:1::808:808]/",
  "http://[2002:7f00:1::]/",
  "http://[2002:a00:1::1]/",
  "http://[2001::1]/",
  "http://[fe80::1]/",
  "http://[fc00::1]/",
  "http://[fd00:ec2::254]/",
  "http://[ff02::1]/",
  "http://[2001:db8::1]/",
  "http://[5f00::1]/",
  "http://localhost/",
  "http://localhost./",
  "http://①②⑦.0.0.1/",
  "http://user:password@93.184.215.14/",
  "ftp://93.184.215.14/",
  "file:///etc/passwd",
  "data:text/plain,hello",
  "gopher://93.184.215.14/",
  "//93.184.215.14/",
  "",
];

describe("addresses", () => {
  it("of the public internet are public, also inside a translator's", () => {
    for (const address of [
      "93.184.215.14",
      "8.8.8.8",
      "2606:4700::1111",
      "64:ff9b::808:808",
      "::ffff:8.8.8.8",
    ])
      expect(isPublicAddress(address), address).toBe(true);
    for (const address of ["fe80::1%eth0", "localhost", "", "1.2.3"])
      expect(isPublicAddress(address), address).toBe(false);
  });
});

describe("reading a given address", () => {
  let open: Server;
  let secret: Server;
  let secretHits = 0;
  let port = 0;
  let resolved: string[] = [];

  // 127.0.0.1 stands for a public machine, 127.0.0.2 on the same port for a private one.
  const reach: Reach = {
    resolve: async (host) => {
      resolved.push(host);
      const known: Record<string, string[]> = {
        "public.test": ["127.0.0.1"],
        "inside.test": ["127.0.0.2"],
        "mixed.test": ["127.0.0.1", "127.0.0.2"],
        "turning.test": [resolved.length === 1 ? "127.0.0.1" : "127.0.0.2"],
        "slow.test": ["127.0.0.1"],
      };
      if (host === "slow.test") await new Promise((next) => setTimeout(next, 5_000));
      return (known[host] ?? []).map((address) => ({ address, family: 4 }));
    },
    isPublic: (address) => address === "127.0.0.1" || isPublicAddress(address),
  };
  const read = (path: string, limits = LIMITS, host = "public.test") =>
    fetchPublic(`http://${host}:${port}${path}`, limits, reach);

  function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://public.test");
    const to = url.searchParams.get("to");
    if (to !== null) response.writeHead(302, { location: to }).end();
    else if (url.pathname === "/loop") response.writeHead(301, { location: "/loop" }).end();
    else if (url.pathname === "/large") response.end(Buffer.alloc(5_000));
    else if (url.pathname === "/endless") {
      const timer = setInterval(() => response.write(Buffer.alloc(100)), 1);
      response.on("close", () => clearInterval(timer));
    } else if (url.pathname === "/silent") response.flushHeaders();
    else if (url.pathname === "/missing") response.writeHead(404).end("no");
    else response.writeHead(200, { "content-type": "image/png" }).end("picture");
  }
  const listen = (server: Server, host: string, at: number) =>
    new Promise<void>((ready) => server.listen(at, host, ready));

  beforeAll(async () => {
    open = createServer(answer);
    secret = createServer((_, response) => {
      secretHits++;
      response.end("secret");
    });
    await listen(open, "127.0.0.1", 0);
    port = (open.address() as AddressInfo).port;
    await listen(secret, "127.0.0.2", port);
  });
  beforeEach(() => {
    resolved = [];
  });
  afterAll(() => {
    for (const server of [open, secret]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each(NASTY)("refuses %s", async (url) => {
    await expect(fetchPublic(url, LIMITS)).rejects.toMatchObject({
      code: "unprocessable",
      message: expect.stringMatching(/private network|no web address|user name or password/),
    });
  });

  it("answers what a public address holds, and the last address of a few redirects", async () => {
    expect(await read("/")).toMatchObject({ contentType: "image/png", bytes: Buffer.from("picture") });
    const moved = await read("/?to=/?to=/there");
    expect(new URL(moved.url).pathname).toBe("/there");
  });

  it.each(["http://inside.test", "http://127.0.0.2", "http://[::ffff:127.0.0.2]", "http://169.254.169.254"])(
    "refuses a redirect to %s before anything is sent there",
    async (to) => {
      const target = to.includes("169") ? to : `${to}:${port}/`;
      await expect(read(`/?to=${encodeURIComponent(target)}`)).rejects.toThrow(/private network/);
      expect(secretHits).toBe(0);
    },
  );

  it("refuses a redirect out of the web", async () => {
    await expect(read("/?to=file:///etc/passwd")).rejects.toThrow(/no web address/);
    await expect(read("/loop")).rejects.toThrow(/redirects too often/);
  });

  it("reads one private origin when it is told to, and neither its other ports nor anything beside it", async () => {
    const other = createServer((_, response) => response.end("other"));
    await listen(other, "127.0.0.2", 0);
    const otherPort = (other.address() as AddressInfo).port;
    const own = { ...reach, trustedOrigin: `http://127.0.0.2:${port}` };
    const { bytes } = await fetchPublic(`http://127.0.0.2:${port}/picture`, LIMITS, own);
    expect(bytes.toString()).toBe("secret");
    for (const url of [
      `http://127.0.0.2:${otherPort}/`,
      `http://127.0.0.3:${port}/`,
      `http://inside.test:${port}/`,
    ])
      await expect(fetchPublic(url, LIMITS, own), url).rejects.toThrow(/private network/);
    await expect(
      fetchPublic(`http://public.test:${port}/?to=http://127.0.0.2:${otherPort}/`, LIMITS, own),
    ).rejects.toThrow(/private network/);
    other.close();
    secretHits = 0;
  });

  it("refuses a name with one private address among its public ones", async () => {
    await expect(read("/", LIMITS, "mixed.test")).rejects.toThrow(/private network/);
  });

  it("goes to the address that was checked, whatever the name says a moment later", async () => {
    const { bytes } = await read("/", LIMITS, "turning.test");
    expect(bytes.toString()).toBe("picture");
    expect(resolved).toEqual(["turning.test"]);
    expect(secretHits).toBe(0);
  });

  it("gives up on too many bytes, announced or not, and on too long a wait", async () => {
    await expect(read("/large")).rejects.toThrow(/larger than 1 kB/);
    await expect(read("/endless")).rejects.toThrow(/larger than 1 kB/);
    const short = { maxBytes: 1_000, timeoutMs: 150 };
    await expect(read("/silent", short)).rejects.toThrow(/within 0.15 s/);
    await expect(read("/", short, "slow.test")).rejects.toThrow(/within 0.15 s/);
  });

  it("says what a refusal of the address means", async () => {
    await expect(read("/missing")).rejects.toThrow(/answered with 404/);
    await expect(read("/", LIMITS, "nowhere.test")).rejects.toThrow(/leads nowhere/);
  });
});
