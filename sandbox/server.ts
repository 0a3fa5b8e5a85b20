import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { mountAdmin } from "./admin/routes";
import { mountAssets } from "./assets";
import { CallCounter } from "./calls";
import { settleImports } from "./csv/progress";
import { FaultQueue } from "./faults";
import { handlers } from "./handlers";
import { defaultOptions, type SandboxOptions } from "./options";
import { homePage } from "./pages/home";
import { html } from "./pages/layout";
import { mountOauthPages } from "./pages/oauth-routes";
import { mountPrivateIntegrations } from "./pages/private-integrations";
import { mountSocialLogin } from "./pages/social-routes";
import { type SandboxEnv, send, serveOperation, type Works } from "./pipeline";
import { RateLimiter } from "./rate-limit";
import { SandboxState } from "./state";

export type Sandbox = {
  app: Hono<SandboxEnv>;
  state: SandboxState;
  /** Listens on loopback; port 0 takes a free one. */
  listen(port?: number): Promise<{ url: string; port: number; close(): Promise<void> }>;
};

/** The upstream API in this process. Options left out take the demo's values; without `dataDir` nothing is kept. */
export function createSandbox(options: Partial<SandboxOptions> = {}): Sandbox {
  const settings = { ...defaultOptions, ...options };
  const state = new SandboxState(settings);
  const works: Works = {
    state,
    handlers,
    faults: new FaultQueue(),
    calls: new CallCounter(),
    limiter: new RateLimiter(settings.rateMax, settings.rateDaily),
  };
  const app = new Hono<SandboxEnv>();
  app.use(async (context, next) => {
    const remote = context.env?.incoming?.socket?.remoteAddress;
    const refusal = notFromHere(context.req.raw, remote);
    if (refusal) return refusal;
    settleImports(state);
    await next();
  });
  app.get("/", (context) => html(homePage(state, new URL(context.req.url).origin)));
  mountAssets(app, state);
  mountOauthPages(app, state);
  mountPrivateIntegrations(app, state);
  mountSocialLogin(app, state);
  mountAdmin(app, works);
  app.all("*", (context) => serveOperation(works, context));
  return { app, state, listen: (port) => listen(app, state, settings.host, port ?? settings.port) };
}

const loopback = /^(::1|::ffff:127\.\d+\.\d+\.\d+|127\.\d+\.\d+\.\d+)$/;
const localNames = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Only this machine, under its own names, and no web page from elsewhere that a person has open beside it. */
function notFromHere(request: Request, remote: string | undefined): Response | null {
  if (remote === undefined) return null;
  if (!loopback.test(remote)) return send(403, { message: "The sandbox answers this machine only." }, {});
  if (!localNames.has(new URL(request.url).hostname)) {
    return send(403, { message: "Call the sandbox as 127.0.0.1 or localhost." }, {});
  }
  const from = request.headers.get("origin");
  if (from !== null && !(URL.canParse(from) && localNames.has(new URL(from).hostname))) {
    return send(403, { message: `Pages of ${from} may not call the sandbox.` }, {});
  }
  return null;
}

function listen(app: Hono<SandboxEnv>, state: SandboxState, host: string, port: number) {
  return new Promise<{ url: string; port: number; close(): Promise<void> }>((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
      const name = info.family === "IPv6" ? "localhost" : info.address;
      resolve({ url: `http://${name}:${info.port}`, port: info.port, close });
    });
    server.once("error", reject);

    function close(): Promise<void> {
      state.store.flush();
      return new Promise((done) => {
        server.close(() => {
          state.store.flush();
          done();
        });
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    }
  });
}
