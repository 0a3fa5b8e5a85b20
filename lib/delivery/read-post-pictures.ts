import { type Env, env } from "@/lib/env";
import { fetchPublic, INTERNET, type Reach } from "@/lib/http/fetch-public";
import type { RankedPost } from "@/lib/reports/top-posts-schema";
import { checkPicture } from "./pdf/check-picture";

/** A PDF carries its pictures whole, and goes out by e-mail. */
const LIMITS = { maxBytes: 1_000_000, timeoutMs: 4_000, accept: "image/jpeg, image/png" };

/** In the demo the pictures lie in the sandbox on this machine; everything else private stays out of reach there too. */
export function reachOf({ demo, upstream }: Pick<Env, "demo" | "upstream">): Reach {
  return demo ? { ...INTERNET, trustedOrigin: new URL(upstream.baseUrl).origin } : INTERNET;
}

/**
 * The pictures of these posts, in their order; null where a post has none, or it cannot be read in time, or is no whole
 * JPEG or PNG of at most 1 MB. Never throws: a report does not wait for a network's picture server.
 */
export async function readPostPictures(
  posts: readonly Pick<RankedPost, "picture">[],
  reach: Reach = reachOf(env()),
): Promise<(Buffer | null)[]> {
  return Promise.all(
    posts.map(async ({ picture }) => {
      if (picture === null) return null;
      try {
        const { bytes } = await fetchPublic(picture, LIMITS, reach);
        checkPicture(bytes);
        return bytes;
      } catch {
        return null;
      }
    }),
  );
}
