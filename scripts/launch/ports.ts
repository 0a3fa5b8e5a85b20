import { createServer } from "node:net";

/** Throws one sentence when somebody listens on the port already. */
export function requireFreePort(port: number, host: string, setting: string): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use by another program.`
          : error.code === "EACCES"
            ? `Port ${port} may not be opened by this user.`
            : `Port ${port} cannot be opened (${error.code ?? error.message}).`;
      fail(new Error(`${reason} Stop it, or choose another: ${setting}=${port + 1} npm start`));
    });
    probe.listen(port, host, () => probe.close(() => done()));
  });
}
