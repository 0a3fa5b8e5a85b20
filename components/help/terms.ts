export type TermEntry = { id: string; name: string; text: string; also?: string };

/** Every word of the trade that a page may use, in plain words. Ids are the ends of `#help-<id>`. */
export const TERMS: readonly TermEntry[] = [
  {
    id: "account",
    name: "Account",
    text: "A social profile or page connected to a location: an Instagram profile, a Facebook page, a Google listing. An account can expire; it then has to be connected again before it posts or reports.",
    also: "profile page channel",
  },
  {
    id: "activity-snapshot",
    name: "Activity snapshot",
    text: "What an account published and how people reacted, day by day, as the Social Media API reported it when the snapshot was captured. A day that was not reported stays empty; it is never counted as zero.",
    also: "statistics figures metrics",
  },
  {
    id: "api",
    name: "API",
    text: "The way two programs talk to each other. Everything here that concerns posts, accounts and statistics is read from or sent to the Social Media API.",
    also: "interface upstream",
  },
  {
    id: "batch",
    name: "Batch",
    text: "One import as you see it here: one file, checked and scheduled together. The Social Media API takes a limited number of rows at a time, so one batch is sent as one or more csvs.",
    also: "import upload",
  },
  {
    id: "csv",
    name: "CSV",
    text: "A table saved as plain text, one line a row. A “csv” is also what the Social Media API calls one uploaded file of posts: it has its own state, and a batch can hold several.",
    also: "file spreadsheet import",
  },
  {
    id: "draft",
    name: "Draft",
    text: "A post that is saved but has no time to be published. It does nothing until somebody schedules it.",
    also: "post status",
  },
  {
    id: "endpoint",
    name: "Endpoint",
    text: "One address of an API that does one thing, such as “list the accounts of a location”.",
    also: "operation route url",
  },
  {
    id: "location",
    name: "Location",
    text: "One client of the agency, with its own timezone, accounts and posts. Days and times on its pages are those of its timezone.",
    also: "client sub-account",
  },
  {
    id: "oauth",
    name: "OAuth",
    text: "A way to let this product act for you without giving it your password: you sign in at the other side, see what is asked for, and allow it. You can take it back at any time.",
    also: "connect authorize sign in grant",
  },
  {
    id: "scope",
    name: "Scope",
    text: "One permission a connection was granted, such as reading posts or writing them. When a scope is missing, the page names it and a new connection can grant it.",
    also: "permission grant",
  },
  {
    id: "snapshot",
    name: "Snapshot",
    text: "The state of things at one moment, kept so that it can be compared later. Snapshots are captured every night in each location's own time, and whenever somebody presses Capture now.",
    also: "capture history",
  },
  {
    id: "token",
    name: "Token",
    text: "The key a connection works with. It is short-lived, renewed by itself, kept encrypted, and never shown on a page.",
    also: "key secret refresh",
  },
  {
    id: "webhook",
    name: "Webhook",
    text: "A message another program sends here by itself when something happens, instead of being asked again and again.",
    also: "event callback",
  },
];

const byId = new Map(TERMS.map((term) => [term.id, term]));

/** The entry of a term, or undefined. */
export function termOf(id: string): TermEntry | undefined {
  return byId.get(id);
}

/** Terms whose name, text or related words contain every word of the search. */
export function findTerms(search: string): readonly TermEntry[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return TERMS.filter((term) => {
    const all = `${term.name} ${term.text} ${term.also ?? ""}`.toLocaleLowerCase();
    return words.every((word) => all.includes(word));
  });
}
