import { z } from "zod";

const words = z.string().nullish();

/** What every delivery must carry: without an id and a time a repeat cannot be told from a first delivery. */
const delivery = {
  timestamp: z.iso.datetime({ offset: true, error: "The delivery has no readable time." }),
  webhookId: z.string({ error: "The delivery has no id." }).min(1, { error: "The delivery has no id." }),
  companyId: words,
  locationId: words,
};

const installFields = {
  ...delivery,
  appId: words,
  versionId: words,
  installType: words,
  userId: words,
  companyName: words,
  planId: words,
};

const locationFields = { ...delivery, id: z.string().min(1), name: words, email: words, timezone: words };

const contactFields = {
  ...delivery,
  id: z.string().min(1),
  locationId: z.string().min(1),
  name: words,
  firstName: words,
  lastName: words,
  email: words,
  phone: words,
  tags: z.array(z.string()).nullish(),
  source: words,
  assignedTo: words,
  dateAdded: words,
  customFields: z.array(z.looseObject({ id: words, value: z.unknown().optional() })).nullish(),
};

/** INSTALL can arrive before the token exchange has ended, without userId and companyId. */
export const installWebhook = z.looseObject({ ...installFields, type: z.enum(["INSTALL", "AppInstall"]) });
/** An agency's UNINSTALL names only companyId: all of its locations go too. */
export const uninstallWebhook = z.looseObject({
  ...installFields,
  type: z.enum(["UNINSTALL", "AppUninstall"]),
});
export const locationWebhook = z.looseObject({
  ...locationFields,
  type: z.enum(["LocationCreate", "LocationUpdate"]),
});
export const contactWebhook = z.looseObject({
  ...contactFields,
  type: z.enum(["ContactCreate", "ContactUpdate", "ContactTagUpdate"]),
});
export const opportunityWebhook = z.looseObject({
  ...delivery,
  type: z.literal("OpportunityStatusUpdate"),
  id: z.string().min(1),
  locationId: z.string().min(1),
  name: words,
  status: words,
  pipelineId: words,
  pipelineStageId: words,
  contactId: words,
  assignedTo: words,
  monetaryValue: z.number().nullish(),
  source: words,
  dateAdded: words,
});
export const userWebhook = z.looseObject({
  ...delivery,
  type: z.literal("UserCreate"),
  id: z.string().min(1),
  firstName: words,
  lastName: words,
  email: words,
  phone: words,
  role: words,
  locations: z.array(z.string()).nullish(),
});
export const planWebhook = z.looseObject({
  ...delivery,
  type: z.literal("PlanChange"),
  appId: words,
  userId: words,
  currentPlanId: words,
  newPlanId: words,
});

/** The deliveries that the product acts on. */
export const knownWebhook = z.discriminatedUnion("type", [
  installWebhook,
  uninstallWebhook,
  locationWebhook,
  contactWebhook,
  opportunityWebhook,
  userWebhook,
  planWebhook,
]);
export type KnownWebhook = z.output<typeof knownWebhook>;
export type WebhookType = KnownWebhook["type"];

export const WEBHOOK_TYPES = [
  "INSTALL",
  "AppInstall",
  "UNINSTALL",
  "AppUninstall",
  "LocationCreate",
  "LocationUpdate",
  "ContactCreate",
  "ContactUpdate",
  "ContactTagUpdate",
  "OpportunityStatusUpdate",
  "UserCreate",
  "PlanChange",
] as const satisfies readonly WebhookType[];

/** Any delivery: what can be checked and recorded before its type is looked at. */
export const anyWebhook = z.looseObject({ ...delivery, type: z.string().min(1) });
export type AnyWebhook = z.output<typeof anyWebhook>;

export const WEBHOOK_SIGNATURE_HEADERS = {
  /** base64 Ed25519 over the raw body. */
  ed25519: "x-ghl-signature",
  /** base64 RSA-SHA256 over the raw body; older. */
  rsa: "x-wh-signature",
} as const;
