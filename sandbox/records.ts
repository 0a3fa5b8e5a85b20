import type { CsvFileType, CsvStatus } from "@/lib/upstream/contract";
import type { PostMedia, PostRecord } from "./world/posts";

export type UserType = "Company" | "Location";

/** An access token or a private integration key. Keys have no end and no refresh token. */
export type TokenRecord = {
  token: string;
  kind: UserType;
  /** Who counts against the rate limit: the OAuth app, or the one key. */
  app: string;
  companyId: string;
  locationId?: string;
  scopes: string[];
  userId: string;
  createdAt: number;
  expiresAt: number | null;
  refreshToken?: string;
  /** Locations of an agency token: all of them when absent. */
  approvedLocations?: string[];
};

export type RefreshRecord = {
  refreshToken: string;
  accessToken: string;
  expiresAt: number;
  usedAt?: number;
  grant: Omit<TokenRecord, "token" | "createdAt" | "expiresAt" | "refreshToken">;
};

export type CodeRecord = {
  code: string;
  clientId: string;
  redirectUri: string;
  expiresAt: number;
  usedAt?: number;
  grant: RefreshRecord["grant"];
};

export type KeyRecord = {
  id: string;
  name: string;
  token: string;
  createdAt: number;
  rotatedAt?: number;
  /** The key before the last rotation, alive for some days more. */
  previous?: { token: string; until: number };
  kind: UserType;
  companyId: string;
  locationId?: string;
  scopes: string[];
};

export type InstallRecord = { companyId: string; locationId: string; at: number };

export type CsvFileRecord = {
  filePath: string;
  locationId: string;
  fileName: string;
  fileSize: number;
  csvFileType: CsvFileType;
  rows: CsvRow[];
  uploadedAt: number;
};

/** One row of a file by column key: `content`, `Facebook/type`, … as `csv/columns` names them. */
export type CsvRow = Record<string, string>;

export type CsvRowRecord = {
  _id: string;
  accountIds: string[];
  summary: string;
  medias: CsvMediaRecord[];
  link?: { url: string; error?: string };
  scheduleAt: number | null;
  type: PostRecord["type"];
  followUpComment?: string;
  tags: string[];
  category?: string;
  details: Record<string, unknown>;
  errorMessage?: string;
};

export type CsvMediaRecord = PostMedia & { error?: string; instagramError?: string; gmbError?: string };

export type CsvRecord = {
  _id: string;
  locationId: string;
  fileName: string;
  file: string;
  accountIds: string[];
  createdBy: string;
  approver?: string;
  csvFileType: CsvFileType;
  traceId: string;
  createdAt: number;
  /** Wall time from which the states before finalizing follow. */
  startedWall: number;
  rows: CsvRowRecord[];
};

/** What changes while an import goes on, apart from the rows so that each step is a short line in the journal. */
export type CsvRunRecord = {
  updatedAt: number;
  finalizedWall?: number;
  finalizedAt?: number;
  finalizedBy?: string;
  /** How many rows have become posts. */
  postedRows: number;
  droppedRows: string[];
  ended?: Extract<CsvStatus, "completed" | "deleted">;
};

export type SocialLoginRecord = {
  id: string;
  locationId: string;
  platform: string;
  userId: string;
  createdAt: number;
  reconnect?: string;
};

export type MediaRecord = {
  id: string;
  locationId: string;
  name: string;
  contentType: string;
  size: number;
  url: string;
  parentId?: string;
  createdAt: number;
};

export type CommentRecord = {
  _id: string;
  locationId: string;
  platform: string;
  postId: string;
  parentId: string;
  isParentThread: boolean;
  originId: string;
  content: string;
  author: { id: string; name: string; profilePic: string };
  level: number;
  likeCount: number;
  replyCount: number;
  at: number;
  attachments?: { type?: string; url?: string }[];
};

export type ContactRecord = {
  id: string;
  locationId: string;
  tags: string[];
  dateAdded: string;
  dateUpdated: string;
  fields: Record<string, unknown>;
};
