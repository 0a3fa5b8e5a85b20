import type { Operation } from "./operation";

export type FoundOperation = { operation: Operation; params: Record<string, string> };
type Route = { operation: Operation; segments: string[] };

function segmentsOf(path: string): string[] {
  return path
    .split("/")
    .filter((segment, index, all) => segment !== "" || (index > 0 && index < all.length - 1));
}

/** Sorts fixed words before parameters, from the left: `category` before `:locationId`. */
function precedence(segments: readonly string[]): string {
  return segments.map((segment) => (segment.startsWith(":") ? "1" : "0")).join("");
}

function paramsOf(route: Route, segments: readonly string[]): Record<string, string> | null {
  if (route.segments.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of route.segments.entries()) {
    const actual = segments[index] ?? "";
    if (!expected.startsWith(":")) {
      if (expected !== actual) return null;
      continue;
    }
    const value = decoded(actual);
    if (value === null || value === "") return null;
    params[expected.slice(1)] = value;
  }
  return params;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Builds the look-up from method and path to operation. A query string and one trailing slash are tolerated. */
export function routeTable(operations: readonly Operation[]) {
  const routes = operations
    .map((operation) => ({ operation, segments: segmentsOf(operation.path) }))
    .sort((one, other) => (precedence(one.segments) < precedence(other.segments) ? -1 : 1));

  return (method: string, path: string): FoundOperation | null => {
    const segments = segmentsOf(path.split(/[?#]/, 1)[0] ?? "");
    for (const route of routes) {
      if (route.operation.method !== method.toUpperCase()) continue;
      const params = paramsOf(route, segments);
      if (params) return { operation: route.operation, params };
    }
    return null;
  };
}
