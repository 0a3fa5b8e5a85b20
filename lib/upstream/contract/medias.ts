import { z } from "zod";
import { defineOperation } from "./operation";
import {
  bothIds,
  flagText,
  identified,
  idOf,
  input,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
  text,
  webAddress,
} from "./shapes";

const words = z.string().nullish();

export const mediaFile = identified(
  z.looseObject({
    id: bothIds.id.nullish(),
    _id: bothIds._id.nullish(),
    altId: words,
    altType: words,
    name: words,
    parentId: words,
    url: words,
    path: words,
    type: words,
    contentType: words,
    size: z.number().nullish(),
    createdAt: words,
  }),
);
export type MediaFile = z.output<typeof mediaFile>;

const altType = oneOf("owner type", ["location"]);

export const fetchMediaContent = defineOperation({
  id: "fetch-media-content",
  resource: "medias",
  method: "GET",
  path: "/medias/files",
  summary: "List the files and folders of a location's media library.",
  scope: "medias.readonly",
  token: "location",
  effect: "read",
  params: noFields,
  query: input({
    offset: numberText.optional(),
    limit: numberText.optional(),
    sortBy: text("field to sort by"),
    sortOrder: oneOf("order", ["asc", "desc"]),
    type: oneOf("kind", ["file", "folder"]),
    query: z.string().optional(),
    altType,
    altId: locationId,
    parentId: idOf("folder").optional(),
    fetchAll: flagText.optional(),
  }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  // The file declares a list of texts, its example and the real API give objects: both pass.
  answer: z.looseObject({
    files: z.array(z.union([mediaFile, z.string()])),
    traceId: z.string().nullish(),
  }),
  refusals: [],
});

/** Multipart fields travel as text. */
const uploadBody = input({
  file: z.file({ error: "Attach the file in the field named file." }).optional(),
  hosted: flagText.optional(),
  fileUrl: webAddress("file address").optional(),
  name: text("file name").optional(),
  parentId: idOf("folder").optional(),
})
  .refine((body) => body.hosted !== "true" || body.fileUrl !== undefined, {
    error: "A hosted file needs its web address (fileUrl).",
    path: ["fileUrl"],
  })
  .refine((body) => body.hosted === "true" || body.file !== undefined, {
    error: "Attach a file, or give the address of a hosted one.",
    path: ["file"],
  });

export const uploadMediaContent = defineOperation({
  id: "upload-media-content",
  resource: "medias",
  method: "POST",
  path: "/medias/upload-file",
  summary: "Add a file to a location's media library.",
  scope: "medias.write",
  token: "location",
  effect: "write",
  params: noFields,
  query: noFields,
  body: uploadBody,
  bodyKind: "multipart",
  status: 200,
  answer: z.looseObject({
    fileId: z.string().min(1),
    url: z.string().min(1),
    traceId: z.string().nullish(),
  }),
  refusals: [],
});

export const deleteMediaContent = defineOperation({
  id: "delete-media-content",
  resource: "medias",
  method: "DELETE",
  path: "/medias/:id",
  summary: "Delete a file or folder of a location's media library.",
  scope: "medias.write",
  token: "location",
  effect: "delete",
  params: input({ id: idOf("file") }),
  query: input({ altType, altId: locationId }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  // No shape is published for this answer; its status alone says that it worked.
  answer: z.unknown(),
  refusals: [],
});

export const mediaOperations = [fetchMediaContent, uploadMediaContent, deleteMediaContent] as const;
