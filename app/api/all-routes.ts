// Made by `npm run routes`; a test fails when a route is missing here.
import * as route0 from "@/app/api/health/route";
import * as route1 from "@/app/api/locations/[locationId]/accounts/route";
import * as route2 from "@/app/api/locations/route";
import * as route3 from "@/app/api/locations/sync/route";
import type { ListedRoute } from "@/lib/http/open-api";

export const allRoutes: readonly ListedRoute[] = [
  { path: "/api/health", module: route0 },
  { path: "/api/locations/[locationId]/accounts", module: route1 },
  { path: "/api/locations", module: route2 },
  { path: "/api/locations/sync", module: route3 },
];
