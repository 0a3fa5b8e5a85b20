import type { Context } from "@/lib/context";
import { MailError, type Mailer, mailer } from "@/lib/mail/mailer";
import type { PersonWithLink } from "./add-person";

/** How the link went out: `sent`, or why it has to be handed over by hand; null where no mail server is set. */
export type Mailed = { sent: boolean; problem: string | null } | null;

/**
 * Sends somebody their invitation or password link. The message is never stored, since the link in it opens an account;
 * whatever goes wrong, the link itself is still shown to the admin.
 */
export async function mailLink(
  ctx: Pick<Context, "log">,
  made: Omit<PersonWithLink, "mailed"> & { companyName: string; purpose: "invitation" | "reset" },
  mail: Mailer = mailer(),
): Promise<Mailed> {
  if (!mail.configured) return null;
  const { person, link, companyName, purpose } = made;
  const [subject, first] =
    purpose === "invitation"
      ? [
          `${companyName} invites you to 2Chat Social`,
          `${companyName} has added you to its social media dashboard.`,
        ]
      : ["Set a new password", `An admin of ${companyName} made you a link to set a new password.`];
  try {
    await mail.send({
      to: person.email,
      subject,
      text: [
        `Hello ${person.name},`,
        "",
        `${first} Open this link to set your password:`,
        "",
        link,
        "",
        "It works once and stops working after a few days. If you did not expect this message, leave it alone.",
      ].join("\n"),
    });
    return { sent: true, problem: null };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    ctx.log.warn({ err: error }, "an invitation could not be mailed");
    return { sent: false, problem: error.message };
  }
}
