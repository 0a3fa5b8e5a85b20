import MailComposer from "nodemailer/lib/mail-composer/index.js";

export type MailAttachment = { filename: string; content: Buffer; contentType: string; cid?: string };

export type MailMessage = {
  to: string | string[];
  subject: string;
  text: string;
  html?: string;
  attachments?: MailAttachment[];
};

export type Envelope = {
  /** As `MAIL_FROM` says it: `name@example.com` or `Name <name@example.com>`. */
  from: string;
  date: Date;
  /** Without the angle brackets. The same message sent again keeps it, so that a mailbox can tell. */
  messageId: string;
};

/** A message as the file that mail programs open and mail servers take. Line breaks cannot smuggle in headers. */
export async function composeEml(message: MailMessage, envelope: Envelope): Promise<Buffer> {
  const composer = new MailComposer({
    from: envelope.from,
    to: [message.to].flat().map((address) => ({ name: "", address: oneLine(address) })),
    subject: oneLine(message.subject),
    date: envelope.date,
    messageId: `<${envelope.messageId}>`,
    text: message.text,
    ...(message.html === undefined ? {} : { html: message.html }),
    attachments: message.attachments ?? [],
    headers: { "Auto-Submitted": "auto-generated" },
    // A text of ours never names a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ").trim();
