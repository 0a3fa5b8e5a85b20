import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Every route file below app/, as Next addresses it. next-auth's own handler is not ours to describe. */
export function routeFiles(folder = "app"): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.ts$/.test(file))
    .map((file) => join(folder, file))
    .sort();
}

/** Next's address of a route file: route groups `(name)` vanish. */
export function addressOf(file: string): string {
  const parts = file.split("/").slice(1, -1);
  return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
}

export const isDescribed = (file: string): boolean =>
  !file.includes("[...nextauth]") && !file.includes("openapi.json");

/** The text of app/api/all-routes.ts. */
export function routeList(): string {
  const files = routeFiles().filter(isDescribed);
  const imports = files.map(
    (file, index) => `import * as route${index} from "@/${file.replace(/\.ts$/, "")}";`,
  );
  const entries = files.map((file, index) => `  { path: "${addressOf(file)}", module: route${index} },`);
  return [
    "// Made by `npm run routes`; a test fails when a route is missing here.",
    ...imports,
    'import type { ListedRoute } from "@/lib/http/open-api";',
    "",
    "export const allRoutes: readonly ListedRoute[] = [",
    ...entries,
    "];",
    "",
  ].join("\n");
}

if (process.argv[1]?.endsWith("list-routes.ts")) writeFileSync("app/api/all-routes.ts", routeList());
