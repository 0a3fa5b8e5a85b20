import { describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "./index";
import { exampleOf, type PublishedOperation, publishedOperations, skipReason } from "./open-api.fixture";

/** Files that the product speaks whole; of the others, only what it names. */
const WHOLE = ["social-planner", "snapshots", "oauth"];
const PARTS: Record<string, string[]> = {
  locations: ["search-locations", "get-location", "get-timezones"],
  users: ["search-users", "get-user"],
  companies: ["get-company"],
  medias: ["fetch-media-content", "upload-media-content", "delete-media-content"],
  contacts: [
    "create-contact",
    "upsert-contact",
    "get-contact",
    "search-contacts-advanced",
    "add-tags",
    "remove-tags",
  ],
};

/** Query fields of 2Chat's own documents that the published file lacks; all of them may be left out. */
const OUR_QUERY: Record<string, Record<string, boolean>> = { "get-custom-snapshots": { locationId: false } };

/** Bodies whose own example breaks the rule that the file states in words beside it. */
const SLIPS: Record<string, unknown> = {
  // "{ message: …, deletedCount: 10 }" stands there as one text.
  "answer of bulk-delete-social-planner-posts": {
    success: true,
    statusCode: 201,
    message: "Posts Deleted Successfully",
    results: { message: "Posts deleted successfully", deletedCount: 10 },
  },
  // The body has no published fields.
  "body of search-contacts-advanced": { locationId: "ve9EPM428h8vShlRW1KT", pageLimit: 20 },
};

const published: PublishedOperation[] = skipReason
  ? []
  : [
      ...WHOLE.flatMap(publishedOperations),
      ...Object.entries(PARTS).flatMap(([file, ids]) =>
        publishedOperations(file).filter((operation) => ids.includes(operation.operationId)),
      ),
    ];

function ours(id: string) {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`The contract lacks the operation ${id}.`);
  return found;
}

function fieldsOf(schema: z.ZodType): Record<string, boolean> {
  const { shape } = z.object({ shape: z.record(z.string(), z.instanceof(z.ZodType)) }).parse(schema);
  return Object.fromEntries(
    Object.entries(shape).map(([field, value]) => [field, !value.safeParse(undefined).success]),
  );
}

function reasonsOf(schema: z.ZodType, value: unknown) {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n");
}

const title = skipReason ? `the published API (${skipReason})` : "the published API";

describe.skipIf(skipReason !== null)(title, () => {
  it("is spoken whole: nothing missing, nothing made up", () => {
    expect(operations.map((operation) => operation.id).sort()).toEqual(
      published.map((operation) => operation.operationId).sort(),
    );
    expect(operations.filter((operation) => operation.resource === "social-planner")).toHaveLength(45);
  });

  describe.each(published.map((operation) => [operation.operationId, operation] as const))(
    "%s",
    (id, theirs) => {
      it("has the same method, path, resource and statuses", () => {
        const { method, path, resource, status, refusals } = ours(id);
        const statuses = Object.keys(theirs.responses).map(Number);
        expect({ method, path, resource }).toEqual({
          method: theirs.method,
          path: theirs.path,
          resource: theirs.file,
        });
        expect(status).toBe(statuses.find((code) => code < 300));
        expect([...refusals].sort()).toEqual(statuses.filter((code) => code >= 400).sort());
      });

      it("takes the same parameters, and demands the same ones", () => {
        const operation = ours(id);
        const named = (place: string) =>
          Object.fromEntries(
            theirs.parameters
              .filter((parameter) => parameter.in === place)
              .map((parameter) => [parameter.name, parameter.required === true]),
          );
        const inPath = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => [name, true]);
        expect(fieldsOf(operation.params)).toEqual(Object.fromEntries(inPath));
        expect(fieldsOf(operation.query)).toEqual({ ...named("query"), ...OUR_QUERY[id] });
      });

      it("asks for the scope and the token that the file names, where it names them", () => {
        const operation = ours(id);
        const demands = theirs.security ?? [];
        const scopes = demands.flatMap((demand) => Object.values(demand).flat());
        if (scopes.length > 0) expect(scopes).toContain(operation.scope);
        const kinds = demands.flatMap((demand) => Object.keys(demand));
        if (kinds.length === 0) return;
        const agency = kinds.some((kind) => kind.startsWith("Agency"));
        const location = kinds.some((kind) => kind.startsWith("Location") || kind === "bearer");
        expect(operation.token).toBe(agency && location ? "either" : agency ? "agency" : "location");
      });

      it("parses the answer that the file's own examples make", () => {
        const good = theirs.responses[String(ours(id).status)];
        for (const { schema, examples } of Object.values(good?.content ?? {})) {
          const whole = Object.values(examples ?? {}).map((example) => example.value);
          for (const answer of [SLIPS[`answer of ${id}`] ?? exampleOf(theirs.file, schema), ...whole]) {
            expect(reasonsOf(ours(id).answer, answer)).toBe("");
          }
        }
      });

      it("accepts the request that the file's own examples make", () => {
        const operation = ours(id);
        expect(operation.bodyKind === "none").toBe(theirs.requestBody === undefined);
        if (operation.bodyKind === "multipart") return;
        for (const { schema, examples } of Object.values(theirs.requestBody?.content ?? {})) {
          const whole = Object.values(examples ?? {}).map((example) => example.value);
          for (const body of [SLIPS[`body of ${id}`] ?? exampleOf(theirs.file, schema), ...whole]) {
            expect(reasonsOf(operation.body, body)).toBe("");
          }
        }
      });
    },
  );
});

describe("every operation", () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    "%s tells what it does to the upstream's data",
    (_id, { method, effect, bodyKind }) => {
      if (method === "GET") expect(effect).toBe("read");
      if (method === "DELETE") expect(effect).toBe("delete");
      if (method === "PUT" || method === "PATCH") expect(effect).toBe("write");
      if (method === "GET") expect(bodyKind).toBe("none");
    },
  );
});
