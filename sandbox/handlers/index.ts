import type { Handler } from "../handler";
import accountHandlers from "./accounts";
import commentHandlers from "./comments";
import companyHandlers from "./companies";
import contactHandlers from "./contacts";
import csvHandlers from "./csv";
import locationHandlers from "./locations";
import mediaHandlers from "./medias";
import oauthHandlers from "./oauth";
import postHandlers from "./posts";
import queueItemHandlers from "./queue-items";
import queueSessionHandlers from "./queue-sessions";
import queueHandlers from "./queues";
import snapshotHandlers from "./snapshots";
import socialOauthHandlers from "./social-oauth";
import statisticsHandlers from "./statistics";
import taxonomyHandlers from "./taxonomy";
import userHandlers from "./users";

/** What answers each operation of the contract, by operation id. */
export const handlers: ReadonlyMap<string, Handler> = new Map(
  [
    ...oauthHandlers,
    ...locationHandlers,
    ...companyHandlers,
    ...userHandlers,
    ...snapshotHandlers,
    ...accountHandlers,
    ...socialOauthHandlers,
    ...statisticsHandlers,
    ...csvHandlers,
    ...postHandlers,
    ...taxonomyHandlers,
    ...queueHandlers,
    ...queueItemHandlers,
    ...queueSessionHandlers,
    ...commentHandlers,
    ...mediaHandlers,
    ...contactHandlers,
  ].map((handler) => [handler.operationId, handler]),
);
