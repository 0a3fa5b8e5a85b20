/** Every scope the product can ask for, with what it is for in plain words and the feature that needs it. */
export const SCOPES = {
  "snapshots.readonly": { label: "See the agency's snapshots", feature: "Snapshots" },
  "socialplanner/account.readonly": { label: "See connected social accounts", feature: "Accounts" },
  "socialplanner/account.write": { label: "Disconnect social accounts", feature: "Accounts" },
  "socialplanner/csv.readonly": { label: "See CSV imports and their rows", feature: "CSV imports" },
  "socialplanner/csv.write": {
    label: "Upload CSV files, choose their accounts, schedule them, and delete posts in bulk",
    feature: "CSV imports",
  },
  "socialplanner/category.readonly": { label: "See categories and their queues", feature: "Queues" },
  "socialplanner/category.write": { label: "Change category queues", feature: "Queues" },
  "socialplanner/oauth.readonly": {
    label: "See which pages and profiles a social login offers",
    feature: "Accounts",
  },
  "socialplanner/oauth.write": { label: "Connect social accounts", feature: "Accounts" },
  "socialplanner/post.readonly": { label: "See posts and comments", feature: "Posts" },
  "socialplanner/post.write": { label: "Create, change and delete posts and comments", feature: "Posts" },
  "socialplanner/tag.readonly": { label: "See the tags of posts", feature: "Posts" },
  "socialplanner/statistics.readonly": { label: "Read the figures of social accounts", feature: "Snapshots" },
  "locations.readonly": { label: "See locations and their timezones", feature: "Locations" },
  "oauth.readonly": { label: "See where the app is installed", feature: "Connections" },
  "oauth.write": { label: "Get a location's own access from the agency's", feature: "Connections" },
  "medias.readonly": { label: "See files in the media library", feature: "Media" },
  "medias.write": { label: "Add and delete files in the media library", feature: "Media" },
  "users.readonly": { label: "See the users of the agency", feature: "CSV imports" },
  "contacts.readonly": { label: "See contacts", feature: "Automations" },
  "contacts.write": { label: "Add and change contacts and their tags", feature: "Automations" },
  "companies.readonly": { label: "See the agency's own details", feature: "Connections" },
} as const satisfies Record<string, { label: string; feature: string }>;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];

/** Whether a word is a scope that this product knows. */
export function isScope(word: string): word is Scope {
  return Object.hasOwn(SCOPES, word);
}

/** The scopes of a token, as its space separated `scope` field says them; unknown ones are kept as they are. */
export function splitScopes(scope: string | null | undefined): string[] {
  return (scope ?? "").split(/\s+/).filter((word) => word !== "");
}
