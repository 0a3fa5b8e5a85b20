import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import nodemailer from "nodemailer";
import { env } from "@/lib/env";
import { composeEml, type MailMessage } from "./compose-eml";

/**
 * Why a message did not go: `refused` for good, `later` may work when tried again, `unknown` when the connection broke
 * after the whole message was handed over, so that it may have gone.
 */
export type MailOutcome = "refused" | "later" | "unknown";

export class MailError extends Error {
  override name = "MailError";
  constructor(
    readonly outcome: MailOutcome,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type Mailer = {
  /** Without it messages are kept for download instead. */
  configured: boolean;
  from: string;
  send: (message: MailMessage) => Promise<void>;
  /** Sends a message composed before, as it is. */
  sendEml: (eml: Buffer, to: string) => Promise<void>;
};

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
const UNSET_FROM = "2Chat Social <reports@localhost>";

/** E-mail by the settings of this process. */
export function mailer(): Mailer {
  const { SMTP_URL, MAIL_FROM } = env();
  return createMailer({ url: SMTP_URL ?? null, from: MAIL_FROM ?? UNSET_FROM });
}

/** E-mail by one SMTP server; without an address nothing is sent and `send` refuses. */
export function createMailer({ url, from }: { url: string | null; from: string }): Mailer {
  const sendEml = async (eml: Buffer, to: string | string[]): Promise<void> => {
    if (url === null) {
      throw new MailError("refused", "No mail server is set. Set SMTP_URL and MAIL_FROM, then try again.");
    }
    const transport = nodemailer.createTransport({ url, ...TIMEOUTS });
    let handedOver = false;
    const raw = Readable.from(
      (async function* () {
        yield eml;
        handedOver = true;
      })(),
    );
    try {
      await transport.sendMail({ envelope: { from: addressOf(from), to: [to].flat() }, raw });
    } catch (error) {
      throw mailError(error, handedOver);
    } finally {
      transport.close();
    }
  };
  return {
    configured: url !== null,
    from,
    sendEml,
    send: async (message) => {
      const eml = await composeEml(message, { from, date: new Date(), messageId: messageIdFor(from) });
      await sendEml(eml, message.to);
    },
  };
}

/** A new message's id, in the sender's own domain. */
export function messageIdFor(from: string, unique: string = randomUUID()): string {
  return `${unique}@${addressOf(from).split("@").at(-1) ?? "localhost"}`;
}

const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

function mailError(error: unknown, handedOver: boolean): MailError {
  const told = error instanceof Error ? error : new Error(String(error));
  const code = "responseCode" in told && typeof told.responseCode === "number" ? told.responseCode : null;
  if (code !== null && code >= 400) {
    // A wrong password is the installation's fault and is mended there: the message itself was not refused.
    const outcome = code >= 500 && !("code" in told && told.code === "EAUTH") ? "refused" : "later";
    return new MailError(outcome, `The mail server refused it: ${told.message}`, { cause: error });
  }
  if (handedOver) {
    return new MailError(
      "unknown",
      `The connection to the mail server broke after the whole message was handed over (${told.message}). It may have gone.`,
      { cause: error },
    );
  }
  return new MailError("later", `The mail server could not be reached: ${told.message}`, { cause: error });
}
