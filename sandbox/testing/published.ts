import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

const folder = path.resolve(import.meta.dirname, "../../../shared/upstream/openapi");
const names = [
  "social-planner",
  "snapshots",
  "oauth",
  "locations",
  "users",
  "companies",
  "medias",
  "contacts",
];

/** Why answers are not checked against the published files, or null where those are at hand. */
export const skipReason = existsSync(folder)
  ? null
  : `skipped: the published OpenAPI files are not at ${folder}`;

type Document = {
  paths: Record<string, Record<string, { operationId?: string; responses?: Record<string, ResponseShape> }>>;
};
type ResponseShape = { content?: Record<string, { schema?: object }> };

const checks = new Map<string, ValidateFunction | null>();
const found = new Map<string, { file: string; pointer: string }>();
let ajv: Ajv | null = null;

/** The compiled schema of one published answer; null where the file gives the answer no shape. */
export function publishedAnswer(operationId: string, status: number): ValidateFunction | null {
  const key = `${operationId} ${status}`;
  const known = checks.get(key);
  if (known !== undefined) return known;
  const engine = prepared();
  const at = found.get(key);
  const check = at ? engine.compile({ $ref: `${at.file}#${at.pointer}` }) : null;
  checks.set(key, check);
  return check;
}

function prepared(): Ajv {
  if (ajv) return ajv;
  ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv, ["date-time", "date", "uri", "email"]);
  for (const name of names) {
    const text = readFileSync(path.join(folder, `${name}.v3.json`), "utf8");
    const document = withNulls(JSON.parse(text)) as Document;
    ajv.addSchema({ $id: name, ...document });
    for (const [route, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        for (const [status, response] of Object.entries(operation.responses ?? {})) {
          if (!response.content?.["application/json"]?.schema) continue;
          const steps = [
            "paths",
            route,
            method,
            "responses",
            status,
            "content",
            "application/json",
            "schema",
          ];
          const pointer = steps
            .map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`)
            .join("");
          found.set(`${operation.operationId} ${status}`, { file: name, pointer });
        }
      }
    }
  }
  return ajv;
}

/** OpenAPI 3.0 writes `nullable: true` where JSON Schema adds null to the type. */
function withNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value !== "object" || value === null) return value;
  const node = Object.fromEntries(Object.entries(value).map(([name, child]) => [name, withNulls(child)]));
  if (node.nullable !== true || typeof node.type !== "string") return node;
  const { nullable: _, ...rest } = node;
  return {
    ...rest,
    type: [node.type, "null"],
    ...(Array.isArray(node.enum) ? { enum: [...node.enum, null] } : {}),
  };
}
