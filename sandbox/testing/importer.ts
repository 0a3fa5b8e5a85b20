import { basicColumns } from "../csv/columns";
import type { Location } from "../world/world";
import { at, csvForm, listOf, textAt, type Upstream } from "./upstream";

export const basicHeader = basicColumns.join(",");

/** One line of a basic file. */
export function basicRow(when: string, content: string, images = "", videos = "", gif = ""): string {
  return `${when},"${content}",,"${images}",${gif},"${videos}"`;
}

/** The steps of an import at one location, as a client takes them. */
export function importerFor(upstream: Upstream, place: Location, token: string) {
  const params = (more: Record<string, string> = {}) => ({ locationId: place.id, ...more });
  const upload = (text: string | Uint8Array, name?: string) =>
    upstream.call("upload-csv", { params: params(), form: csvForm(text, name), token });

  return {
    params,
    upload,
    async imported(text: string | Uint8Array, accountIds: string[], name?: string): Promise<string> {
      const answer = await upload(text, name);
      const { filePath, rowsCount, fileName } = Object(at(answer.body, "results"));
      const body = { accountIds, filePath, rowsCount, fileName, userId: "someone" };
      const set = await upstream.call("set-accounts", { params: params(), body, token });
      return textAt(set.body, "results.csvId");
    },
    async rowsOf(id: string) {
      const query = { limit: "90" };
      const answer = await upstream.call("get-csv-post", { params: params({ id }), query, token });
      return listOf(at(answer.body, "results.posts"));
    },
    async statusOf(id: string) {
      const answer = await upstream.call("get-csv-post", { params: params({ id }), token });
      return at(answer.body, "results.csv.status");
    },
    finalize: (id: string) =>
      upstream.call("start-csv-finalize", { params: params({ id }), body: { userId: "someone" }, token }),
    async postsWith(words: string, type = "all") {
      const body = {
        type,
        skip: "0",
        limit: "100",
        fromDate: "2026-06-01T00:00:00Z",
        toDate: "2027-06-01T00:00:00Z",
        includeUsers: "false",
      };
      const { body: found } = await upstream.call("get-posts", { params: params(), body, token });
      return listOf(at(found, "results.posts")).filter((post) => String(post.summary).includes(words));
    },
  };
}
