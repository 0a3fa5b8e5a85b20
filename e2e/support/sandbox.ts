import { SANDBOX_URL } from "./places";

export type SandboxAccount = {
  id: string;
  name: string;
  platform: string;
  type: string;
  isExpired: boolean;
  hasStatistics: boolean;
};
export type SandboxLocation = {
  id: string;
  name: string;
  city: string;
  timezone: string;
  active: boolean;
  accounts?: SandboxAccount[];
};
export type SandboxState = {
  now: string;
  company: { id: string; name: string };
  special: Record<string, string>;
  locations: SandboxLocation[];
};
type DayFigures = { day: string } & Record<string, number | string | null>;

/** Asks one of the sandbox's own handles under /__sandbox. */
export async function askSandbox<T>(path: string, body?: unknown, base = SANDBOX_URL): Promise<T> {
  const answer = await fetch(`${base}/__sandbox${path}`, {
    method: body === undefined ? "GET" : "POST",
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

export const sandboxState = (base?: string) => askSandbox<SandboxState>("/state", undefined, base);

/** What the networks report of an account, day by day: the truth that captures are compared with. */
export const sandboxFigures = (accountId: string, from: string, to: string) =>
  askSandbox<{ hasStatistics: boolean; days: DayFigures[] }>(
    `/figures?${new URLSearchParams({ accountId, from, to })}`,
  );

export async function sandboxLocation(name: string, base?: string): Promise<SandboxLocation> {
  const found = (await sandboxState(base)).locations.find((location) => location.name === name);
  if (!found) throw new Error(`the sandbox has no location ${name}`);
  return found;
}

export type SandboxPost = {
  _id: string;
  summary: string;
  status: string;
  source?: string;
  accountId: string;
  scheduleDate?: string;
  publishedAt?: string;
};

/** Every post of a location between two instants, read with a token minted for this question. */
export async function sandboxPosts(
  locationId: string,
  range: { from: string; to: string; type?: string },
  base = SANDBOX_URL,
): Promise<SandboxPost[]> {
  const { accessToken } = await askSandbox<{ accessToken: string }>(
    "/tokens",
    { userType: "Location", locationId, scopes: ["socialplanner/post.readonly"] },
    base,
  );
  const posts: SandboxPost[] = [];
  for (;;) {
    const answer = await fetch(`${base}/social-media-posting/${locationId}/posts/list`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${accessToken}`,
        version: "v3",
        "content-type": "application/json",
      },
      body: JSON.stringify({
        type: range.type ?? "all",
        skip: String(posts.length),
        limit: "100",
        fromDate: range.from,
        toDate: range.to,
        includeUsers: "false",
      }),
    });
    // The product's own calls count towards the same limit: ask again when the window has moved on.
    if (answer.status === 429) {
      await answer.body?.cancel();
      await new Promise((next) => setTimeout(next, 500));
      continue;
    }
    if (!answer.ok) throw new Error(`posts/list: ${answer.status} ${await answer.text()}`);
    const { results } = (await answer.json()) as { results: { posts: SandboxPost[]; count: number } };
    posts.push(...results.posts);
    if (results.posts.length === 0 || posts.length >= results.count) return posts;
  }
}
