import { plural } from "@/lib/format";
import type { AuditEvent } from "./schema";

type Told = Pick<
  AuditEvent,
  "action" | "actorName" | "targetName" | "targetKind" | "targetId" | "locationName" | "after"
>;

const SENTENCES: Record<string, (event: Told) => string> = {
  "session.opened": (e) =>
    `${e.actorName} signed in${flag(e, "secondFactor") ? " with a second factor" : ""}.`,
  "session.refused": (e) =>
    `A sign-in as ${target(e)} was refused: ${text(e, "reason") ?? "it was not right"}.`,
  "session.closed": (e) => `${e.actorName} signed out.`,
  "session.revoked": (e) => `${e.actorName} signed one of their devices out.`,
  "session.others_revoked": (e) => `${e.actorName} signed their other devices out.`,
  "session.confirmed": (e) => `${e.actorName} confirmed who they are with ${text(e, "with") ?? "a proof"}.`,
  "second_factor.turned_on": (e) => `${e.actorName} set up an authenticator app.`,
  "second_factor.turned_off": (e) => `${e.actorName} turned their authenticator app off.`,
  "second_factor.codes_renewed": (e) => `${e.actorName} made new recovery codes.`,
  "alert.opened": (e) => `An alert about ${target(e)}: ${text(e, "message") ?? "its use was unusual."}`,
  "alert.dismissed": (e) => `${e.actorName} put an alert about ${target(e)} aside.`,
  "api_key.created": (e) => `${e.actorName} made the API key ${target(e)}.`,
  "api_key.paused": (e) => `${e.actorName} paused the API key ${target(e)}.`,
  "api_key.resumed": (e) => `${e.actorName} resumed the API key ${target(e)}.`,
  "api_key.rerolled": (e) => `${e.actorName} rotated the API key ${target(e)}; ${oldKey(e)}.`,
  "api_key.pausing_set": (e) =>
    flag(e, "pauseKeys")
      ? `${e.actorName} lets unusual use pause an API key by itself.`
      : `${e.actorName} keeps API keys from being paused by themselves.`,
  "api_key.revoked": (e) => `${e.actorName} revoked the API key ${target(e)}.`,
  "accounts.assigned": (e) => `${e.actorName} assigned accounts.`,
  "accounts.sheet_applied": (e) => `${e.actorName} applied the sheet of assignments ${target(e)}.`,
  "accounts.sheet_retried": (e) => `${e.actorName} tried the failed part of ${target(e)} again.`,
  "accounts.sheet_cancelled": (e) => `${e.actorName} stopped the sheet of assignments ${target(e)}.`,
  "locations.synced": (e) => `${e.actorName} read the locations from the Social Media API.`,
  "connection.added": (e) => `${e.actorName} added the connection ${target(e)}.`,
  "connection.renewed": (e) =>
    `${e.actorName} reconnected ${target(e)}${flag(e, "worksAgain") ? "; it works again" : ""}.`,
  "connection.needs_authorization": (e) =>
    `The connection ${target(e)} needs authorization: ${text(e, "reason") ?? "its token ended."}`,
  "connection.paused": (e) => `${e.actorName} paused the connection ${target(e)}.`,
  "connection.resumed": (e) => `${e.actorName} resumed the connection ${target(e)}.`,
  "connection.removed": (e) =>
    `${e.actorName} removed the connection ${target(e)}; its tokens were destroyed.`,
  "connection.renamed": (e) => `${e.actorName} renamed a connection to ${target(e)}.`,
  "connection.retried": (e) => `${e.actorName} tried a held-back token of ${target(e)} again.`,
  "connection.key_replaced": (e) => `${e.actorName} rotated the key of ${target(e)}; ${oldKey(e)}.`,
  "connection.old_key_destroyed": (e) => `${e.actorName} destroyed the old key of ${target(e)}.`,
  "connection.uninstalled": (e) =>
    `The app was uninstalled at the Social Media API: access of ${target(e)} ended.`,
  // Written by earlier versions.
  "connection.alert_opened": (e) => `An alert about ${target(e)}: ${text(e, "message") ?? "unusual use."}`,
  "connection.alert_dismissed": (e) => `${e.actorName} put an alert about a connection aside.`,
  "vault.rotated": (e) => `${e.actorName} rotated the vault key; ${target(e)} is the newest now.`,
  "upstream.write_requested": (e) => `${e.actorName} asked the Social Media API to ${operation(e)}.`,
  "upstream.write_accepted": (e) => `The Social Media API did what ${e.actorName} asked: ${operation(e)}.`,
  "upstream.write_refused": (e) => `The Social Media API refused ${e.actorName} to ${operation(e)}.`,
  "upstream.write_unknown": (e) =>
    `The connection broke while ${e.actorName} asked the Social Media API to ${operation(e)}; what came of it is not known.`,
  "connection.rotation_set": (e) => `${e.actorName} set how often ${target(e)} is rotated.`,
  "import.created": (e) => `${e.actorName} uploaded ${target(e)}.`,
  "import.checked": (e) => `${e.actorName} had the rows of ${target(e)} checked.`,
  "import.discarded": (e) => `${e.actorName} discarded ${target(e)} before it was checked.`,
  "import.quiet_hours": (e) =>
    `${e.actorName} set the quiet hours of imports${e.targetKind === "company" ? " for every location" : ""}.`,
  "import.approval_asked": (e) => `${e.actorName} asked for approval of ${target(e)}.`,
  "import.approval_withdrawn": (e) => `${e.actorName} took back the request to approve ${target(e)}.`,
  "import.approved": (e) => `${e.actorName} approved ${target(e)}.`,
  "import.sent_back": (e) => `${e.actorName} sent ${target(e)} back.`,
  "import.scheduled": (e) => `${e.actorName} scheduled the posts of ${target(e)}.`,
  "import.cancelled": (e) => `${e.actorName} cancelled the import of ${target(e)}.`,
  "import.completed": (e) => `The import of ${target(e)} was completed.`,
  "import.paused": (e) => `The import of ${target(e)} was paused by ${e.actorName}.`,
  "import.resumed": (e) => `${e.actorName} resumed the import of ${target(e)}.`,
  "import.retried": (e) => `${e.actorName} tried the failed part of ${target(e)} again.`,
  "import.decided": (e) => `${e.actorName} decided about an unknown outcome of ${target(e)}.`,
  "posts.changed": (e) => `${e.actorName} changed posts in bulk.`,
  "posts.change-cancelled": (e) => `${e.actorName} stopped a change of posts.`,
  "posts.change-undone": (e) => `${e.actorName} took a change of posts back.`,
  "posts.change-retried": (e) => `${e.actorName} tried the failed part of a change of posts again.`,
  "posts.deleted": (e) => `${e.actorName} deleted posts in bulk.`,
  "reports.shared": (e) => `${e.actorName} made a link to a report.`,
  "location-groups.created": (e) => `${e.actorName} made the group of locations ${target(e)}.`,
  "location-groups.changed": (e) => `${e.actorName} changed the group of locations ${target(e)}.`,
  "location-groups.deleted": (e) => `${e.actorName} deleted the group of locations ${target(e)}.`,
  "views.created": (e) => `${e.actorName} saved the view ${target(e)}.`,
  "views.changed": (e) => `${e.actorName} changed the saved view ${target(e)}.`,
  "views.deleted": (e) => `${e.actorName} deleted the saved view ${target(e)}.`,
  "annotations.created": (e) => `${e.actorName} wrote a note on a day.`,
  "annotations.changed": (e) => `${e.actorName} changed a note on a day.`,
  "annotations.deleted": (e) => `${e.actorName} deleted a note on a day.`,
  "goals.set": (e) => `${e.actorName} set a goal for ${target(e)}.`,
  "goals.removed": (e) => `${e.actorName} took a goal of ${target(e)} away.`,
  "reports.share_revoked": (e) => `${e.actorName} ended a link to a report.`,
  "snapshots.capture_pause": (e) => `${e.actorName} paused a capture of snapshots.`,
  "snapshots.capture_resume": (e) => `${e.actorName} resumed a capture of snapshots.`,
  "snapshots.capture_cancel": (e) => `${e.actorName} cancelled a capture of snapshots.`,
  "snapshots.capture_retry": (e) => `${e.actorName} tried the failed part of a capture again.`,
  "snapshots.capture_started": (e) => `${e.actorName} started a capture of snapshots.`,
  "password.changed": (e) => `${e.actorName} changed their password.`,
  "password.set": (e) => `${e.actorName} set a password with a link.`,
  "person.linked": (e) => `${target(e)} signed in through the identity provider for the first time.`,
  "person.added": (e) => `${e.actorName} added ${target(e)} as ${text(e, "role") ?? "a person"}.`,
  "person.changed": (e) => `${e.actorName} changed ${target(e)}.`,
  "person.disabled": (e) => `${e.actorName} disabled ${target(e)}.`,
  "person.enabled": (e) => `${e.actorName} enabled ${target(e)}.`,
  "person.link_made": (e) => `${e.actorName} made a password link for ${target(e)}.`,
  "company.brand_changed": (e) => `${e.actorName} changed the colour or logo of the agency.`,
  "feed_token.created": (e) => `${e.actorName} made the feed token ${target(e)}.`,
  "feed_token.revoked": (e) => `${e.actorName} revoked the feed token ${target(e)}.`,
  "company.changed": (e) => `${e.actorName} changed the settings of ${target(e)}.`,
  "company.second_factor_required": (e) => `${e.actorName} set whose role needs a second factor.`,
  "passkey.added": (e) =>
    `${e.actorName} added a passkey${text(e, "passkey") ? `, ${text(e, "passkey")}` : ""}.`,
  "passkey.removed": (e) => `${e.actorName} removed a passkey.`,
  "second_factor.reset": (e) => `${e.actorName} reset the second factor of ${target(e)}.`,
  "company.created": (e) => `${target(e)} was set up with its first admin.`,
  "audit.exported": (e) =>
    `${e.actorName} exported the audit as ${(text(e, "format") ?? "a file").toUpperCase()}.`,
};

/** Whether an action has a wording of its own. */
export function hasSentence(action: string): boolean {
  return Object.hasOwn(SENTENCES, action);
}

/** What happened, in one plain sentence. An action without its own wording is told from its name. */
export function sentenceOf(event: Told): string {
  const told = SENTENCES[event.action]?.(event) ?? fromName(event);
  return event.locationName ? `${told.slice(0, -1)} in ${event.locationName}.` : told;
}

/** Where the recorded name is older than the word that people read. */
const VERBS: Readonly<Record<string, string>> = { rerolled: "rotated", key_replaced: "key_rotated" };

/** `imports.rows_changed` → "Imports: rows changed". */
export function actionWords(action: string): string {
  const [domain = "", verb = ""] = action.split(".");
  const words = `${domain.replaceAll("_", " ")}: ${(VERBS[verb] ?? verb).replaceAll("_", " ")}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fromName(event: Told): string {
  const name = event.targetName ?? event.targetId;
  return `${event.actorName}: ${actionWords(event.action).toLowerCase()}${name ? `, ${event.targetKind} ${name}` : ""}.`;
}

function target(event: Told): string {
  return event.targetName ?? event.targetId ?? event.targetKind;
}

/** What an operation does, as words inside a sentence. */
function operation(event: Told): string {
  const words = target(event).replace(/\.$/, "");
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function oldKey(event: Told): string {
  const hours = field(event, "overlapHours");
  return typeof hours === "number" && hours > 0
    ? `the old one ends after ${plural(hours, "hour")}`
    : "the old one ended";
}

function field(event: Told, name: string): unknown {
  const { after } = event;
  return typeof after === "object" && after !== null && name in after
    ? (after as Record<string, unknown>)[name]
    : undefined;
}

function text(event: Told, name: string): string | undefined {
  const value = field(event, name);
  return typeof value === "string" ? value : undefined;
}

function flag(event: Told, name: string): boolean {
  return field(event, name) === true;
}
