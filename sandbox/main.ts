import { createServer } from "node:net";
import { readOptions, type SandboxOptions } from "./options";
import { createSandbox } from "./server";

const busyPort = "EADDRINUSE";

/** Settings, then the port, then the state: a second start must not touch the data of the first. */
async function start(): Promise<void> {
  const options = settings();
  await checkPort(options.host, options.port);
  const sandbox = open(options);
  const { url, port, close } = await sandbox.listen(options.port);
  console.log(`sandbox ready ${url}`);
  process.send?.({ type: "ready", port });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    close().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
}

function settings(): SandboxOptions {
  try {
    return readOptions(process.env);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function open(options: SandboxOptions) {
  try {
    return createSandbox(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`The sandbox cannot use its folder ${options.dataDir}: ${reason}`);
  }
}

function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === busyPort ? "is in use" : `cannot be used (${error.code ?? error.message})`;
      fail(`Port ${port} ${reason}. Stop what listens there, or set SANDBOX_PORT to another port.`);
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

start().catch((error: unknown) => {
  fail(`The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`);
});
