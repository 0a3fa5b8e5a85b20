import { createServer, type Socket } from "node:net";

export type Delivery = { from: string; to: string[]; data: string };

/** What the server does with the next message; `drop` hangs up after the whole message, without an answer. */
export type Behaviour = "accept" | "defer" | "refuse" | "refuse-recipient" | "drop" | "hang-up";

export type MailServer = {
  url: string;
  deliveries: Delivery[];
  next: (...behaviours: Behaviour[]) => void;
  close: () => Promise<void>;
};

/** A mail server on a free port of this machine, for tests: it keeps what it accepts and refuses when told to. */
export async function startMailServer(): Promise<MailServer> {
  const deliveries: Delivery[] = [];
  const planned: Behaviour[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, deliveries, () => planned.shift() ?? "accept");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    deliveries,
    next: (...behaviours) => planned.push(...behaviours),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function converse(socket: Socket, deliveries: Delivery[], plan: () => Behaviour): void {
  const behaviour = plan();
  if (behaviour === "hang-up") return void socket.destroy();
  let from = "";
  let to: string[] = [];
  let data: string | null = null;
  let waiting = "";
  const say = (line: string) => socket.write(`${line}\r\n`);
  say("220 mail.test ESMTP");
  const take = (line: string): void => {
    if (data !== null) {
      if (line !== ".") {
        data += `${line.startsWith(".") ? line.slice(1) : line}\r\n`;
        return;
      }
      if (behaviour === "drop") return void socket.destroy();
      if (behaviour === "defer") say("451 4.3.0 Try again later");
      else if (behaviour === "refuse") say("554 5.6.0 Not wanted");
      else {
        deliveries.push({ from, to, data });
        say("250 2.0.0 Accepted");
      }
      data = null;
      to = [];
      return;
    }
    const word = line.slice(0, 4).toUpperCase();
    if (word === "EHLO" || word === "HELO") say("250 mail.test");
    else if (word === "MAIL") {
      from = /<([^>]*)>/.exec(line)?.[1] ?? "";
      say("250 2.1.0 Ok");
    } else if (word === "RCPT") {
      if (behaviour === "refuse-recipient") return void say("550 5.1.1 No such mailbox");
      to.push(/<([^>]*)>/.exec(line)?.[1] ?? "");
      say("250 2.1.5 Ok");
    } else if (word === "DATA") {
      data = "";
      say("354 Go ahead");
    } else if (word === "QUIT") {
      say("221 Bye");
      socket.end();
    } else say("250 Ok");
  };
  socket.on("data", (chunk) => {
    waiting += chunk.toString("latin1");
    const lines = waiting.split("\r\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}
