import { z } from "zod";
import { ERRORS } from "@/lib/errors";
import type { RouteDefinition } from "./define-route";

export type RouteModule = Partial<Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", unknown>>;
/** Address as Next names it (`/api/locations/[locationId]/accounts`) and what that file exports. */
export type ListedRoute = { path: string; module: RouteModule };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The definition behind an exported handler, or null where it was not made by `defineRoute`. */
export function definitionOf(handler: unknown): RouteDefinition | null {
  return typeof handler === "function" && "definition" in handler
    ? (handler.definition as RouteDefinition)
    : null;
}

/** The OpenAPI 3.1 document of our own routes, made from the very schemas that check their input and answers. */
export function openApiDocument(routes: readonly ListedRoute[], about: { version: string; url: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { path, module } of routes) {
    for (const method of METHODS) {
      const definition = definitionOf(module[method]);
      if (!definition) continue;
      const address = path.replace(/\[(?:\.\.\.)?([^\]]+)\]/g, "{$1}");
      paths[address] = {
        ...paths[address],
        [method.toLowerCase()]: operationFor(method, address, definition),
      };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "2Chat Social",
      version: about.version,
      description:
        "The product's own routes. Sign in first: the session cookie authorizes; changes need the product's own Origin.",
    },
    servers: [{ url: about.url }],
    paths,
    components: {
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" } },
      schemas: { Error: errorSchema() },
    },
  };
}

function operationFor(method: string, address: string, definition: RouteDefinition) {
  const isPublic = "public" in definition.access;
  return {
    operationId: `${method.toLowerCase()}${address.replace(/[{}]/g, "").replace(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: definition.summary,
    tags: [address.split("/")[2] ?? "api"],
    security: isPublic ? [] : [{ session: [] }],
    ...("role" in definition.access
      ? { "x-role": definition.access.role, "x-location": definition.access.location }
      : {}),
    parameters: [...parametersOf(definition.params, "path"), ...parametersOf(definition.query, "query")],
    ...requestBodyOf(definition),
    responses: {
      [String(definition.status ?? 200)]: {
        description: definition.summary,
        ...(definition.output
          ? { content: { "application/json": { schema: schemaOf(definition.output, "output") } } }
          : {}),
      },
      default: {
        description: "A refusal: a code and a sentence that says what happened and what to do.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function requestBodyOf(definition: RouteDefinition) {
  if (definition.bodyKind === "bytes") {
    return { requestBody: { required: true, content: { "application/octet-stream": {} } } };
  }
  if (!definition.body) return {};
  return {
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemaOf(definition.body, "input") } },
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, where: "path" | "query") {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): unknown {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
}

function errorSchema() {
  return {
    type: "object",
    required: ["error"],
    properties: {
      error: {
        type: "object",
        required: ["code", "message", "requestId"],
        properties: {
          code: { enum: Object.keys(ERRORS) },
          message: { type: "string" },
          requestId: { type: "string" },
          traceId: { type: "string" },
          fields: {
            type: "array",
            items: { type: "object", properties: { path: { type: "string" }, message: { type: "string" } } },
          },
        },
      },
    },
  };
}
