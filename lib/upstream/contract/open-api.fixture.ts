import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const folder = path.resolve(import.meta.dirname, "../../../../shared/upstream/openapi");

/** Why the conformance tests are skipped, or null where the published files are at hand. */
export const skipReason = existsSync(folder)
  ? null
  : `skipped: the published OpenAPI files are not at ${folder}`;

const media = z.looseObject({
  schema: z.unknown(),
  example: z.unknown().optional(),
  examples: z.record(z.string(), z.looseObject({ value: z.unknown() })).optional(),
});
const content = z.record(z.string(), media).optional();
const operation = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        example: z.unknown().optional(),
        schema: z.unknown().optional(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ content })),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const file = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()).optional() }).optional(),
});

export type PublishedOperation = z.output<typeof operation> & { method: string; path: string; file: string };

type Files = Record<string, z.output<typeof file>>;
const files: Files = {};

function load(name: string): z.output<typeof file> {
  files[name] ??= file.parse(JSON.parse(readFileSync(path.join(folder, `${name}.v3.json`), "utf8")));
  return files[name];
}

/** The operations of one published file, in its own words. */
export function publishedOperations(name: string): PublishedOperation[] {
  return Object.entries(load(name).paths).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, found]) => ({
      ...found,
      method: method.toUpperCase(),
      path: route.replaceAll(/\{(\w+)\}/g, ":$1"),
      file: name,
    })),
  );
}

const schemaNode = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  enum: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  example: z.unknown().optional(),
});

/**
 * A body made of the examples that the published schema gives field by field. Objects are built from their fields
 * and lists from their items, since the examples of whole objects and lists are sloppy.
 */
export function exampleOf(fileName: string, schema: unknown): unknown {
  const node = schemaNode.parse(schema);
  if (node.$ref) {
    const name = node.$ref.split("/").at(-1) ?? "";
    return exampleOf(fileName, load(fileName).components?.schemas?.[name]);
  }
  if (node.properties) {
    return Object.fromEntries(
      Object.entries(node.properties).map(([field, child]) => [field, exampleOf(fileName, child)]),
    );
  }
  if (node.allOf) {
    const parts = node.allOf.map((part) => exampleOf(fileName, part));
    return parts.length === 1 ? parts[0] : Object.assign({}, ...parts);
  }
  const branch = node.oneOf?.[0] ?? node.anyOf?.[0];
  if (branch) return exampleOf(fileName, branch);
  const structured = node.type === "array" && node.items !== undefined && "$ref" in Object(node.items);
  if (structured) return Array.from({ length: node.minItems ?? 1 }, () => exampleOf(fileName, node.items));
  const fits = node.type !== "array" || Array.isArray(node.example);
  const isNumber = node.type === "number" || node.type === "integer";
  if (isNumber && typeof node.example === "string") return Number(node.example);
  if (node.example !== undefined && fits) return node.example;
  if (node.type === "array") return [exampleOf(fileName, node.items)];
  if (node.enum) return node.enum[0];
  if (node.type === "object") return {};
  if (isNumber) return 1;
  if (node.type === "boolean") return true;
  return "text";
}
