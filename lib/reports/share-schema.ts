import { z } from "zod";
import { publicBrand } from "@/lib/delivery/brand/schema";
import { reportReply } from "./schema";
import { rankedPost } from "./top-posts-schema";

export const SHARE_DAYS = [7, 30, 90, 365] as const;

export const createShareBody = z.strictObject({
  label: z
    .string({ error: "Give the link a name." })
    .trim()
    .min(1, { error: "Give the link a name, so that you find it again." })
    .max(120, { error: "The name may have 120 characters." }),
  /** The address part of the report, as the page has it. */
  search: z.string().max(4_000),
  /** Null: it never expires. */
  days: z.number().int().min(1).max(730).nullable(),
  password: z.string().min(8, { error: "The password needs at least 8 characters." }).max(200).nullable(),
});
export type CreateShare = z.output<typeof createShareBody>;

export const shareView = z.object({
  shareId: z.string(),
  label: z.string(),
  locations: z.number().int(),
  hasPassword: z.boolean(),
  status: z.enum(["open", "expired", "revoked"]),
  expiresAt: z.string().nullable(),
  views: z.number().int(),
  lastViewedAt: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type ShareView = z.output<typeof shareView>;

export const sharesReply = z.object({ shares: z.array(shareView) });

/** The link itself is told once, when it is made: only its hash is stored. */
export const createShareReply = z.object({ share: shareView, path: z.string() });

export const openShareBody = z.strictObject({
  token: z
    .string()
    .min(20, "This link is not whole. Copy all of it.")
    .max(200, "This link is not whole. Copy all of it."),
  password: z.string().max(200).nullable(),
});

export const openShareReply = z.discriminatedUnion("status", [
  z.object({ status: z.literal("password"), wrong: z.boolean() }),
  z.object({
    status: z.literal("open"),
    label: z.string(),
    agency: z.string(),
    brand: publicBrand,
    report: reportReply,
    /** The posts of the period that did best, as in the PDF. */
    best: z.array(rankedPost),
  }),
]);
export type OpenedShare = z.output<typeof openShareReply>;
