#!/usr/bin/env node
import { createServer } from "node:http";
import { requireTools, typescript } from "./launch/require-tools.mjs";

await requireTools();
process.env.NODE_ENV = "production";
// Loaded without staying registered: Next runs its own compiled code, and no loader shall stand in its way.
const load = await typescript(import.meta.url, { stay: false });
const { loadSettingsFile, fillDemoSecrets } = load("./launch/settings.ts");
const { parseEnv } = load("../lib/env.ts");
let settings;
try {
  loadSettingsFile();
  fillDemoSecrets();
  settings = parseEnv(process.env);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const { default: next } = await import("next");
const app = next({ dev: false, hostname: settings.HOST, port: settings.PORT });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => {
  // The caller's address from the socket itself; a header of that name from outside is overwritten.
  request.headers["x-2chat-address"] = request.socket.remoteAddress ?? "";
  handle(request, response);
});
server.on("error", (error) => {
  console.error(
    error.code === "EADDRINUSE" ? `Port ${settings.PORT} is in use by another program.` : error.message,
  );
  process.exit(1);
});
server.listen(settings.PORT, settings.HOST, () => process.send?.({ type: "ready" }));

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  // Requests under way may finish; live streams never do, so they are cut after a moment.
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
  server.closeIdleConnections();
  await new Promise((closed) => server.close(closed));
  await globalThis.__runtime?.close().catch(() => undefined);
  process.exit(0);
}
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.on("disconnect", end);
