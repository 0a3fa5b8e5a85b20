import { type BrowserContext, test as base, expect, type Request } from "@playwright/test";

/** What the sandbox's access, refresh and private integration tokens look like; none may ever reach a browser. */
export const TOKEN_SHAPE = /\b(?:at|rt)-[A-Za-z0-9_-]{48}|\bpit-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Chromium's own note about a refused request; what the refusal should be is for the journeys to say. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** A body that the browser gave up on is never delivered: nobody waits for it longer than this. */
const SETTLE_MS = 3_000;

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

export type Watch = {
  /** Answers of ours whose text was looked through. */
  readonly read: number;
  readonly problems: readonly string[];
};

/** Notes everything that must never happen in a browser: script errors, refused content, a token in an answer. */
export function watchContext(context: BrowserContext, own: string): Watch & { settle: () => Promise<void> } {
  const problems: string[] = [];
  const pending: Promise<void>[] = [];
  let read = 0;
  context.on("weberror", (error) => problems.push(`script error: ${error.error().message}`));
  context.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" || REFUSED_REQUEST.test(text)) return;
    problems.push(`console on ${message.page()?.url()}: ${text}`);
  });
  context.on("response", (response) => {
    if (response.url().startsWith(own) && response.status() >= 500)
      problems.push(`${response.status()} from ${response.url()}`);
  });
  const look = async (request: Request): Promise<void> => {
    const response = await request.response();
    const type = response?.headers()["content-type"] ?? "";
    if (!response || !/html|json|x-component|csv/.test(type)) return;
    const text = await response.text();
    read += 1;
    const found = TOKEN_SHAPE.exec(text)?.[0];
    if (found) problems.push(`${response.url()} carries a token: ${found.slice(0, 6)}…`);
  };
  context.on("requestfinished", (request) => {
    // Bodies of a page that was left are gone from the browser; the others were looked through when they came.
    if (request.url().startsWith(own)) pending.push(look(request).catch(() => undefined));
  });
  return {
    get read() {
      return read;
    },
    problems,
    settle: async () => {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((done) => {
        timer = setTimeout(done, SETTLE_MS);
      });
      await Promise.race([Promise.all(pending), deadline]);
      clearTimeout(timer);
    },
  };
}

/** Every journey is watched; what the watch noted fails it at its end. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      // Media of real files live elsewhere: a journey never leaves this machine, and sees a picture all the same.
      await context.route(
        (url) => !["localhost", "127.0.0.1"].includes(url.hostname),
        (route) => route.fulfill({ contentType: "image/png", body: PIXEL }),
      );
      const watch = watchContext(context, baseURL ?? "");
      await use(watch);
      await watch.settle();
      expect(watch.problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
