import { createHash } from "node:crypto";
import { newSessionToken } from "@/lib/auth/session-token";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { dateRange, list, number, percent } from "@/lib/format";
import { composeEml, type MailAttachment } from "@/lib/mail/compose-eml";
import { mailer, messageIdFor } from "@/lib/mail/mailer";
import { daysNote, daysOf } from "@/lib/reports/coverage-words";
import { queryOfSearch } from "@/lib/reports/query-of-search";
import { POSTS_FROM_NOTES, type Report } from "@/lib/reports/schema";
import { openLink } from "@/lib/reports/share-report";
import { summariseReport } from "@/lib/reports/summarise-report";
import { type Brand, readBrand } from "./brand/brand";
import { edgeOf, PAGES } from "./brand/stripe-edge";
import { makeReportPdf } from "./make-report-pdf";
import type { NewMessage } from "./outbox/repository";
import type { ScheduleRow } from "./schedules/repository";

const LINK_DAYS = 60;

/**
 * The messages of one occasion, one a recipient. Their occasions and ids follow from the occasion's, so that the same one is
 * never stored, and in a mailbox never shown, twice.
 */
export async function composeReportMails(
  ctx: Context,
  schedule: Pick<ScheduleRow, "id" | "name" | "search" | "locationIds" | "delivery" | "createdByName">,
  recipients: readonly string[],
  occasion: string,
): Promise<NewMessage[]> {
  const own: Context = { ...ctx, locations: new Set(schedule.locationIds) };
  const query = await queryOfSearch(own, schedule.search);
  const brand = await readBrand(ctx.db, ctx.companyId);
  const pdf = schedule.delivery === "pdf" ? await makeReportPdf(own, query, schedule.name) : null;
  const report = pdf?.report ?? (await summariseReport(own, query));
  const link = pdf ? null : await makeLink(own, schedule);
  const { from, configured } = mailer();
  const now = ctx.clock.now();
  const attachments: MailAttachment[] = [
    ...(pdf ? [{ filename: pdf.fileName, content: pdf.bytes, contentType: "application/pdf" }] : []),
    ...(brand.logo
      ? [
          {
            filename: brand.logo.contentType === "image/png" ? "logo.png" : "logo.jpg",
            content: brand.logo.bytes,
            contentType: brand.logo.contentType,
            cid: "logo",
          },
        ]
      : []),
  ];
  const messages: NewMessage[] = [];
  for (const recipient of recipients) {
    const own = `${occasion}:${recipient.toLowerCase()}`;
    const subject = `${schedule.name}: ${dateRange(report.period.from, report.period.to)}`;
    const eml = await composeEml(
      { to: recipient, subject, ...bodyOf({ brand, schedule, report, link }), attachments },
      {
        from,
        date: now,
        messageId: messageIdFor(from, createHash("sha256").update(own).digest("hex").slice(0, 32)),
      },
    );
    messages.push({
      companyId: ctx.companyId,
      occasion: own,
      recipient,
      subject,
      eml,
      status: configured ? "queued" : "held",
      facts: { scheduleId: schedule.id },
      createdAt: now,
    });
  }
  return messages;
}

async function makeLink(
  ctx: Context,
  schedule: Pick<ScheduleRow, "name" | "search" | "locationIds" | "createdByName">,
): Promise<string> {
  const token = newSessionToken();
  const expiresAt = new Date(ctx.clock.now().getTime() + LINK_DAYS * 86_400_000);
  const { name: label, search, locationIds, createdByName } = schedule;
  const by = `the schedule of ${createdByName}`;
  await openLink(ctx, { token, label, search, locationIds, passwordHash: null, expiresAt, by });
  return `${env().appUrl}/r/${token}`;
}

type Told = {
  brand: Brand;
  schedule: Pick<ScheduleRow, "name">;
  report: Report;
  link: string | null;
};

function bodyOf({ brand, schedule, report, link }: Told): { text: string; html: string } {
  const names = list(
    report.locations.map(({ name }) => name),
    4,
  );
  const period = dateRange(report.period.from, report.period.to);
  const { accounts, notCovered } = report.coverage;
  const known = daysNote(daysOf(report.platforms), accounts + notCovered.length);
  const figures: [string, string][] =
    report.state === "data"
      ? [
          ["Reach", number(report.figures.reach.value)],
          ["Engagement", number(report.figures.engagement.value)],
          ["Engagement rate", percent(report.figures.engagementRate.value)],
          ["Followers", number(report.figures.followers.value)],
          [
            `Posts published${POSTS_FROM_NOTES[report.postsFrom] ? `, ${POSTS_FROM_NOTES[report.postsFrom]}` : ""}`,
            number(report.figures.posts.value),
          ],
          ...(known ? [["Days known", known] as [string, string]] : []),
        ]
      : [];
  const none = "Nothing is stored for these days. That is not the same as zero: nothing is known.";
  const way = link
    ? `Open the report: ${link}\n(The link is open for ${LINK_DAYS} days.)`
    : "The report is attached as a PDF.";
  const text = [
    schedule.name,
    `${names}, ${period}`,
    "",
    ...(figures.length > 0 ? figures.map(([label, value]) => `${label}: ${value}`) : [none]),
    "",
    way,
    "",
    `Sent by ${brand.agency}. A dash is a figure that no network reported.`,
  ].join("\n");
  return { text, html: htmlOf({ brand, title: schedule.name, names, period, figures, none, link }) };
}

function htmlOf(told: {
  brand: Brand;
  title: string;
  names: string;
  period: string;
  figures: [string, string][];
  none: string;
  link: string | null;
}): string {
  const { brand, link } = told;
  const rows = told.figures
    .map(
      ([label, value]) =>
        `<tr><td style="padding:4px 24px 4px 0;color:#5f5f5f">${inHtml(label)}</td><td style="padding:4px 0;text-align:right;font-weight:600">${inHtml(value)}</td></tr>`,
    )
    .join("");
  const head = brand.logo
    ? `<img src="cid:logo" alt="${inHtml(brand.agency)}" style="max-height:40px;max-width:180px">`
    : `<strong>${inHtml(brand.agency)}</strong>`;
  const edge = edgeOf(brand.color, PAGES.light);
  const stripe = `<div style="height:5px;background:${brand.color}${edge ? `;border-bottom:1px solid ${edge}` : ""}"></div>`;
  const way = link
    ? `<p><a href="${inHtml(link)}" style="color:#1a1a1a;font-weight:600">Open the report</a> <span style="color:#5f5f5f">(open for ${LINK_DAYS} days)</span></p>`
    : "<p>The report is attached as a PDF.</p>";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${inHtml(told.title)}</title></head><body style="margin:0;background:#ffffff;color:#1a1a1a;font:15px/1.5 Inter,Helvetica,Arial,sans-serif"><div style="max-width:560px;margin:0 auto">${stripe}<div style="padding:24px">${head}<h1 style="font-size:20px;margin:20px 0 4px">${inHtml(told.title)}</h1><p style="margin:0 0 16px;color:#5f5f5f">${inHtml(told.names)}<br>${inHtml(told.period)}</p>${rows ? `<table role="presentation" style="border-collapse:collapse">${rows}</table>` : `<p>${inHtml(told.none)}</p>`}${way}<p style="color:#5f5f5f;font-size:13px;margin-top:24px">Sent by ${inHtml(brand.agency)}. A dash is a figure that no network reported.</p></div></div></body></html>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const inHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
