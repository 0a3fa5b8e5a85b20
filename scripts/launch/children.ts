import { type ChildProcess, spawn } from "node:child_process";

export type Child = { name: string; stop: (signal?: NodeJS.Signals) => Promise<void> };

type Options = {
  name: string;
  args: string[];
  env?: Record<string, string>;
  /** Told when the process ended although nobody asked it to, and again would not help. */
  onGivenUp: (sentence: string) => void;
};

const READY_MS = 60_000;
const RESTARTS = 5;

/**
 * Starts a Node process of ours and waits until it says `{type: "ready"}`. In its own process group: Ctrl-C reaches only
 * the launcher, which ends the children in order; a child whose launcher vanished ends by itself (IPC disconnect).
 */
export async function startChild(options: Options): Promise<Child> {
  let stopping = false;
  let restarts = 0;
  let child = await launch();

  function launch(): Promise<ChildProcess> {
    const started = spawn(process.execPath, options.args, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, ...options.env },
      detached: true,
    });
    return new Promise((done, fail) => {
      const timer = setTimeout(
        () => fail(new Error(`The ${options.name} did not start within a minute.`)),
        READY_MS,
      );
      const early = (code: number | null) =>
        fail(
          new Error(
            `The ${options.name} could not start (exit code ${code ?? "none"}); the reason stands above.`,
          ),
        );
      started.once("exit", early);
      started.on("message", (message) => {
        if (
          typeof message !== "object" ||
          message === null ||
          !("type" in message) ||
          message.type !== "ready"
        )
          return;
        clearTimeout(timer);
        started.off("exit", early);
        started.once("exit", () => void revive());
        done(started);
      });
    });
  }

  async function revive(): Promise<void> {
    if (stopping) return;
    if (++restarts > RESTARTS) {
      options.onGivenUp(`The ${options.name} ended ${restarts} times; giving up.`);
      return;
    }
    console.error(`The ${options.name} ended unexpectedly and is started again.`);
    await new Promise((next) => setTimeout(next, 500 * restarts));
    if (stopping) return;
    child = await launch().catch((error: unknown) => {
      options.onGivenUp(error instanceof Error ? error.message : String(error));
      return child;
    });
  }

  return {
    name: options.name,
    stop: (signal = "SIGTERM") => {
      stopping = true;
      return end(child, signal);
    },
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const force = setTimeout(() => child.kill("SIGKILL"), 15_000);
    child.once("exit", () => {
      clearTimeout(force);
      done();
    });
    child.kill(signal);
  });
}
