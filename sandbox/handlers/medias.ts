import { deleteMediaContent, fetchMediaContent, uploadMediaContent } from "@/lib/upstream/contract";
import { answers, placeOf } from "../handler";
import { newHex24 } from "../ids";
import { keepBytes } from "../media-bytes";
import type { MediaRecord } from "../records";
import { notFound, Refusal } from "../refusal";

const mostImageBytes = 25 * 1024 * 1024;

const mediaHandlers = [
  answers(fetchMediaContent, (call) => {
    const { state, query } = call;
    const place = placeOf(call);
    const words = query.query?.toLowerCase() ?? "";
    const files = state.medias
      .values()
      .filter((media) => media.locationId === place.id && query.type === "file")
      .filter((media) => query.parentId === undefined || media.parentId === query.parentId)
      .filter((media) => media.name.toLowerCase().includes(words))
      .sort((one, other) =>
        query.sortBy === "name" ? one.name.localeCompare(other.name) : one.createdAt - other.createdAt,
      );
    if (query.sortOrder === "desc") files.reverse();
    const from = Number(query.offset ?? 0);
    const most = query.fetchAll === "true" ? files.length : Number(query.limit ?? 20);
    return { files: files.slice(from, from + most).map((media) => showMedia(media, call.origin)) };
  }),

  answers(uploadMediaContent, async (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const now = state.clock.now();
    const id = newHex24(now);
    const { file } = body;
    const about = {
      id,
      locationId: place.id,
      createdAt: now,
      ...(body.parentId ? { parentId: body.parentId } : {}),
    };
    if (body.hosted === "true" || !file) {
      const url = body.fileUrl ?? "";
      const name = body.name ?? (url.split("/").at(-1) || "file");
      state.medias.set(id, { ...about, name, contentType: "application/octet-stream", size: 0, url });
      return { fileId: id, url };
    }
    if (file.size > mostImageBytes && !file.type.startsWith("video/"))
      throw new Refusal(400, "File is larger than 25 MB");
    const name = body.name ?? file.name;
    keepBytes(state, id, new Uint8Array(await file.arrayBuffer()));
    const extension = /\.[a-z0-9]{1,5}$/i.exec(file.name)?.[0]?.toLowerCase() ?? "";
    const url = `/__assets/uploads/${id}${extension}`;
    state.medias.set(id, { ...about, name, contentType: file.type, size: file.size, url });
    return { fileId: id, url: call.origin + url };
  }),

  answers(deleteMediaContent, (call) => {
    const media = call.state.medias.get(call.params.id);
    if (!media || media.locationId !== placeOf(call).id) throw notFound("File");
    call.state.medias.delete(media.id);
    return { success: true, message: "File deleted" };
  }),
];

export default mediaHandlers;

function showMedia(media: MediaRecord, origin: string) {
  return {
    _id: media.id,
    altId: media.locationId,
    altType: "location",
    name: media.name,
    ...(media.parentId === undefined ? {} : { parentId: media.parentId }),
    url: media.url.startsWith("/") ? origin + media.url : media.url,
    type: "file",
    contentType: media.contentType,
    size: media.size,
    createdAt: new Date(media.createdAt).toISOString(),
  };
}
