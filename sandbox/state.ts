import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { Clock } from "./clock";
import { createClock } from "./clock";
import { Collection } from "./collection";
import type { SandboxOptions } from "./options";
import { journalStore, memoryStore, type Store } from "./persist";
import type {
  CodeRecord,
  CommentRecord,
  ContactRecord,
  CsvFileRecord,
  CsvRecord,
  CsvRunRecord,
  InstallRecord,
  KeyRecord,
  MediaRecord,
  RefreshRecord,
  SocialLoginRecord,
  TokenRecord,
} from "./records";
import type { QueueRecord } from "./shelf/queue-records";
import type { Account } from "./world/accounts";
import type { PostRecord } from "./world/posts";
import type { Category, Tag } from "./world/taxonomy";
import { createWorld, type World } from "./world/world";

type SigningKeys = { ed25519: KeyText; rsa: KeyText };
type KeyText = { publicPem: string; privatePem: string };
type Meta = { bornAt: number; seed: string };

/** All that the sandbox knows: the world, which follows from the seed, and what people changed since. */
export class SandboxState {
  readonly clock: Clock;
  readonly store: Store;
  world: World;
  private readonly meta: Collection<Meta>;
  private readonly signing: Collection<SigningKeys>;
  readonly tokens: Collection<TokenRecord>;
  readonly refreshTokens: Collection<RefreshRecord>;
  readonly codes: Collection<CodeRecord>;
  readonly keys: Collection<KeyRecord>;
  readonly installs: Collection<InstallRecord>;
  readonly files: Collection<CsvFileRecord>;
  readonly csvs: Collection<CsvRecord>;
  readonly csvRuns: Collection<CsvRunRecord>;
  readonly posts: Collection<PostRecord>;
  readonly attachedAccounts: Collection<Account>;
  readonly removedAccounts: Collection<{ at: number }>;
  readonly socialLogins: Collection<SocialLoginRecord>;
  readonly categories: Collection<Category>;
  readonly tags: Collection<Tag>;
  readonly queues: Collection<QueueRecord>;
  readonly comments: Collection<CommentRecord>;
  readonly likes: Collection<{ at: number }>;
  readonly medias: Collection<MediaRecord>;
  readonly contacts: Collection<ContactRecord>;
  readonly inactive: Collection<{ active: boolean }>;
  /** Bytes of uploaded media when there is no folder to keep them in. */
  readonly mediaBytes = new Map<string, Uint8Array>();
  /** Grows with each reset, so that caches built on the old world are dropped. */
  generation = 0;

  constructor(readonly options: SandboxOptions) {
    this.clock = options.clock ?? createClock(options.now);
    this.store = options.dataDir === null ? memoryStore() : journalStore(options.dataDir);
    const { store } = this;
    this.meta = new Collection(store, "meta");
    this.tokens = new Collection(store, "tokens");
    this.refreshTokens = new Collection(store, "refresh-tokens");
    this.codes = new Collection(store, "codes");
    this.keys = new Collection(store, "keys");
    this.installs = new Collection(store, "installs");
    this.files = new Collection(store, "files");
    this.csvs = new Collection(store, "csvs");
    this.csvRuns = new Collection(store, "csv-runs");
    this.posts = new Collection(store, "posts");
    this.attachedAccounts = new Collection(store, "attached-accounts");
    this.removedAccounts = new Collection(store, "removed-accounts");
    this.socialLogins = new Collection(store, "social-logins");
    this.categories = new Collection(store, "categories");
    this.tags = new Collection(store, "tags");
    this.queues = new Collection(store, "queues");
    this.comments = new Collection(store, "comments");
    this.likes = new Collection(store, "likes");
    this.medias = new Collection(store, "medias");
    this.contacts = new Collection(store, "contacts");
    this.inactive = new Collection(store, "location-activity");
    this.signing = new Collection(store, "signing-keys");
    this.world = this.born();
    this.dropSpent();
  }

  /** Forgets what people changed; the world is born again now. The webhook keys stay. */
  reset(): void {
    const keys = this.signingKeys();
    this.store.clear();
    for (const table of Object.values(this)) if (table instanceof Collection) table.empty();
    this.signing.set("webhooks", keys);
    this.mediaBytes.clear();
    this.generation += 1;
    this.world = this.born();
  }

  private born(): World {
    const { seed, locations } = this.options;
    const known = this.meta.get("world");
    const meta = known?.seed === seed ? known : this.meta.set("world", { bornAt: this.clock.now(), seed });
    return createWorld(seed, locations, meta.bornAt);
  }

  /** Tokens that ended a week ago would only pile up. */
  private dropSpent(): void {
    const before = this.clock.now() - 7 * 86_400_000;
    for (const { token, expiresAt } of this.tokens.values()) {
      if (expiresAt !== null && expiresAt < before) this.tokens.delete(token);
    }
    for (const { refreshToken, usedAt } of this.refreshTokens.values()) {
      if (usedAt !== undefined && usedAt < before) this.refreshTokens.delete(refreshToken);
    }
    for (const { code, expiresAt } of this.codes.values()) if (expiresAt < before) this.codes.delete(code);
  }

  /** Made at the first use and kept: the product's settings name the public halves. */
  signingKeys(): SigningKeys {
    return this.signing.get("webhooks") ?? this.signing.set("webhooks", makeKeys());
  }

  isActive(locationId: string): boolean {
    return this.inactive.get(locationId)?.active ?? this.world.locationById.get(locationId)?.active ?? false;
  }
}

function makeKeys(): SigningKeys {
  return {
    ed25519: asText(generateKeyPairSync("ed25519")),
    rsa: asText(generateKeyPairSync("rsa", { modulusLength: 2048 })),
  };
}

function asText({ publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject }): KeyText {
  return {
    publicPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privatePem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
