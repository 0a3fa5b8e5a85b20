import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { insertMessages } from "@/lib/delivery/outbox/repository";
import { env } from "@/lib/env";
import { list, plural } from "@/lib/format";
import { composeEml } from "@/lib/mail/compose-eml";
import { mailer, messageIdFor } from "@/lib/mail/mailer";
import { type Approver, readPeople } from "./approval-repository";
import { countChecked, readPlaces } from "./check-repository";
import type { BatchRow } from "./repository";

/** A request about one location's batch: whom it is put to, and the one who was named, where that person may decide it. */
export type Asked = { batch: BatchRow; to: readonly Approver[]; named: Approver | undefined };

type Letter = { person: Approver; batches: BatchRow[] };

/** Tells everybody who is asked for an approval, each of the locations that they may decide. */
export async function mailAsked(
  ctx: Context,
  tx: Transaction,
  asked: readonly Asked[],
  note: string | null,
): Promise<void> {
  const letters = new Map<string, Letter>();
  for (const { batch, to } of asked)
    for (const person of to) {
      const letter = letters.get(person.id);
      if (letter) letter.batches.push(batch);
      else letters.set(person.id, { person, batches: [batch] });
    }
  await post(ctx, tx, [...letters.values()], "asked", (what, link, fileName) => ({
    subject: `Please approve ${fileName}`,
    paragraphs: [
      `${ctx.actor.name} asks for your approval of ${what}.`,
      ...quoted(note, `${ctx.actor.name} writes:`),
      `Nothing is scheduled before it is approved. Look at the posts, then approve them or send them back with a note:\n${link}`,
    ],
  }));
}

/** Tells whoever asked what was decided. */
export async function mailDecided(
  ctx: Context,
  tx: Transaction,
  decided: readonly { batch: BatchRow; askedBy: string | null }[],
  { decision, note }: { decision: "approved" | "sent_back"; note: string | null },
): Promise<void> {
  const askers = new Set(decided.flatMap(({ askedBy }) => askedBy ?? []));
  const people = await readPeople(tx, ctx.companyId, [...askers]);
  const letters = people.map((person) => ({
    person,
    batches: decided.filter(({ askedBy }) => askedBy === person.id).map(({ batch }) => batch),
  }));
  await post(ctx, tx, letters, decision, (what, link, fileName) =>
    decision === "approved"
      ? {
          subject: `Approved: ${fileName}`,
          paragraphs: [
            `${ctx.actor.name} approved ${what}.`,
            ...quoted(note, `${ctx.actor.name} writes:`),
            `It is not scheduled yet. Schedule it here:\n${link}`,
          ],
        }
      : {
          subject: `Sent back: ${fileName}`,
          paragraphs: [
            `${ctx.actor.name} sent back ${what}.`,
            ...quoted(note, `${ctx.actor.name} writes:`),
            `Your repairs are kept. Open the import, change what is asked for, and ask again:\n${link}`,
          ],
        },
  );
}

type Text = { subject: string; paragraphs: string[] };

/** Stores one message a person; without a mail server it is held, to be downloaded. */
async function post(
  ctx: Context,
  tx: Transaction,
  letters: readonly Letter[],
  occasion: string,
  write: (what: string, link: string, fileName: string) => Text,
): Promise<void> {
  const { from, configured } = mailer();
  const now = ctx.clock.now();
  const messages = [];
  for (const { person, batches } of letters) {
    const [first] = batches;
    if (!first) continue;
    const what = await contentOf(ctx, tx, batches);
    const { subject, paragraphs } = write(what, `${env().appUrl}/imports/${first.id}`, first.fileName);
    // Asking again, also about the same version, is another occasion.
    const own = `approval:${first.id}:${first.version}:${occasion}:${now.getTime()}:${person.id}`;
    const eml = await composeEml(
      {
        to: person.email,
        subject,
        text: [
          `Hello ${person.name},`,
          ...paragraphs,
          "You get this message because of your role at 2Chat Social.",
        ].join("\n\n"),
      },
      {
        from,
        date: now,
        messageId: messageIdFor(from, createHash("sha256").update(own).digest("hex").slice(0, 32)),
      },
    );
    messages.push({
      companyId: ctx.companyId,
      occasion: own,
      recipient: person.email,
      subject,
      eml,
      status: configured ? ("queued" as const) : ("held" as const),
      createdAt: now,
    });
  }
  await insertMessages(tx, messages);
}

/** "posts.csv: 118 posts for Alder Bakery and Birch Gym, version 2". */
async function contentOf(ctx: Context, tx: Transaction, batches: readonly BatchRow[]): Promise<string> {
  const ids = batches.map(({ locationId }) => locationId);
  const names = (await readPlaces(tx, ctx.companyId, ids)).map(({ name }) => name);
  let ready = 0;
  for (const { id } of batches) ready += (await countChecked(tx, id)).ready;
  const [first] = batches;
  return `${first?.fileName}: ${plural(ready, "post")} for ${list(names, 5)}, version ${first?.version}`;
}

const quoted = (note: string | null, lead: string): string[] =>
  note?.trim() ? [`${lead}\n${note.trim().replace(/^/gm, "> ")}`] : [];
