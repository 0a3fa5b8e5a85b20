import {
  deleteCsv,
  deleteCsvPost,
  getCsvPost,
  getUploadStatus,
  setAccounts,
  startCsvFinalize,
  UPSTREAM_MESSAGES,
  uploadCsv,
} from "@/lib/upstream/contract";
import { checkRow } from "../csv/check-row";
import { changeRun, csvStatus, goodRows, runOf } from "../csv/progress";
import { readFile } from "../csv/read-file";
import { answers, envelope, page, placeOf, type RawInput, type Setting } from "../handler";
import { newHex24, newTraceId } from "../ids";
import { isPlainObject } from "../pipeline";
import type { CsvRecord, CsvRowRecord } from "../records";
import { invalid, notFound, Refusal } from "../refusal";
import { accountById } from "../shelf/accounts";
import type { SandboxState } from "../state";
import type { Account } from "../world/accounts";
import type { Location } from "../world/world";

const csvHandlers = [
  answers(
    uploadCsv,
    async (call) => {
      const place = placeOf(call);
      const { file } = call.body;
      const read = readFile(file.name, new Uint8Array(await file.arrayBuffer()));
      const now = call.state.clock.now();
      const filePath = `${place.id}/social-import/${newTraceId()}.${file.name.toLowerCase().endsWith(".xlsx") ? "xlsx" : "csv"}`;
      call.state.files.set(filePath, {
        filePath,
        locationId: place.id,
        fileName: file.name,
        fileSize: file.size,
        csvFileType: read.csvFileType,
        rows: read.rows,
        uploadedAt: now,
      });
      return envelope(201, "Uploaded CSV", {
        filePath,
        rowsCount: read.rows.length,
        fileName: file.name,
        fileSize: file.size,
        csvFileType: read.csvFileType,
      });
    },
    ({ body }) => {
      const file = isPlainObject(body) ? body.file : undefined;
      if (!(file instanceof File)) throw new Refusal(400, "File is required");
      // The contract would refuse an empty file with 422; the upstream has a code for it.
      if (file.size === 0) readFile(file.name, new Uint8Array());
    },
  ),

  answers(
    setAccounts,
    (call) => {
      const { state, body } = call;
      const place = placeOf(call);
      // The short form without a file never gets here: it was refused before.
      if (body.filePath === undefined) throw invalid("filePath should not be empty");
      const file = state.files.get(body.filePath);
      if (!file) throw invalid("filePath does not exist");
      const accounts = body.accountIds.flatMap((id) => accountById(state, place, id) ?? []);
      const now = state.clock.now();
      const _id = newHex24(now);
      state.csvs.set(_id, {
        _id,
        locationId: place.id,
        fileName: body.fileName,
        file: file.filePath,
        accountIds: body.accountIds,
        createdBy: body.userId,
        ...(body.approver === undefined ? {} : { approver: body.approver }),
        csvFileType: body.csvFileType ?? file.csvFileType,
        traceId: call.traceId,
        createdAt: now,
        startedWall: state.clock.wall(),
        rows: file.rows
          .slice(0, body.rowsCount)
          .map((row) => checkRow(row, { accounts, timeZone: place.timeZone, now })),
      });
      return envelope(201, "Accounts Set Successfully", { csvId: _id });
    },
    refuseAccounts,
  ),

  answers(getUploadStatus, (call) => {
    const { state, query } = call;
    const place = placeOf(call);
    const all = state.csvs
      .values()
      .filter((csv) => csv.locationId === place.id && runOf(state, csv).ended !== "deleted")
      .filter((csv) => csv.createdAt <= call.visibleUntil)
      .reverse();
    const csvs = page(all, query.skip, query.limit).map((csv) => showCsv(state, csv));
    return envelope(200, "Fetched CSV Upload Status", { csvs, count: all.length });
  }),

  answers(getCsvPost, (call) => {
    const { state, query } = call;
    const csv = findCsv(state, placeOf(call), call.params.id);
    const rows = page(csv.rows, query.skip, query.limit);
    return envelope(200, "Fetched CSV Post", {
      csv: showCsv(state, csv),
      count: csv.rows.length,
      posts: rows.map((row) => showRow(state, csv, row)),
    });
  }),

  answers(startCsvFinalize, (call) => {
    const { state } = call;
    const csv = findCsv(state, placeOf(call), call.params.id);
    const status = csvStatus(state, csv);
    if (status !== "in_review") throw invalid(`CSV cannot be finalized while its status is ${status}`);
    changeRun(state, csv, {
      finalizedWall: state.clock.wall(),
      finalizedAt: state.clock.now(),
      finalizedBy: call.body.userId,
    });
    return envelope(200, "Updated Successfully", undefined);
  }),

  answers(deleteCsv, (call) => {
    const { state } = call;
    const csv = findCsv(state, placeOf(call), call.params.id);
    changeRun(state, csv, { ended: "deleted" });
    return envelope(200, "Deleted CSV", { csv: showCsv(state, csv) });
  }),

  answers(deleteCsvPost, (call) => {
    const { state, params } = call;
    const csv = findCsv(state, placeOf(call), params.csvId);
    const { droppedRows, finalizedWall } = runOf(state, csv);
    const known = csv.rows.some((row) => row._id === params.postId) && !droppedRows.includes(params.postId);
    if (!known) throw notFound("Post");
    if (finalizedWall !== undefined) throw invalid("Posts of a finalized CSV cannot be deleted");
    changeRun(state, csv, { droppedRows: [...droppedRows, params.postId] });
    return envelope(200, "Deleted CSV Post", { postId: params.postId, csv: showCsv(state, csv) });
  }),
];

export default csvHandlers;

function findCsv(state: SandboxState, place: Location, id: string): CsvRecord {
  const csv = state.csvs.get(id);
  if (!csv || csv.locationId !== place.id || runOf(state, csv).ended === "deleted") throw notFound("CSV");
  return csv;
}

/** The upstream lists all that is wrong with a set-accounts body, the unknown account last. */
function refuseAccounts({ body }: RawInput, setting: Setting): void {
  const place = placeOf(setting);
  const fields = isPlainObject(body) ? body : {};
  const sentences: string[] = [];
  const ids: unknown[] = Array.isArray(fields.accountIds) ? fields.accountIds : [];
  if (fields.accountIds == null) sentences.push("accountIds should not be null or undefined");
  if (ids.length === 0) sentences.push("accountIds should not be empty");
  if (!Array.isArray(fields.accountIds)) sentences.push("accountIds must be an array");
  const unknown = (id: unknown): boolean => accountOf(setting, place, id) === undefined;
  if (ids.length === 0 || ids.some(unknown)) sentences.push(UPSTREAM_MESSAGES.unknownAccount);
  for (const name of ["filePath", "fileName", "userId"]) {
    if (typeof fields[name] !== "string" || fields[name] === "")
      sentences.push(`${name} should not be empty`);
  }
  if (typeof fields.rowsCount !== "number") sentences.push("rowsCount must be a number");
  const file = typeof fields.filePath === "string" ? setting.state.files.get(fields.filePath) : undefined;
  if (typeof fields.filePath === "string" && fields.filePath !== "" && file?.locationId !== place.id) {
    sentences.push("filePath does not exist");
  }
  const rowsCount = Number(fields.rowsCount);
  if (file && typeof fields.rowsCount === "number" && (rowsCount < 1 || rowsCount > file.rows.length)) {
    sentences.push(`rowsCount must be between 1 and ${file.rows.length}`);
  }
  if (sentences.length > 0) throw invalid(...sentences);
}

function accountOf(setting: Setting, place: Location, id: unknown): Account | undefined {
  return typeof id === "string" ? accountById(setting.state, place, id) : undefined;
}

function showCsv(state: SandboxState, csv: CsvRecord) {
  return {
    id: csv._id,
    _id: csv._id,
    locationId: csv.locationId,
    fileName: csv.fileName,
    accountIds: csv.accountIds,
    file: csv.file,
    status: csvStatus(state, csv),
    count: csv.rows.length - runOf(state, csv).droppedRows.length,
    createdBy: csv.createdBy,
    traceId: csv.traceId,
    ...(csv.approver === undefined ? {} : { approver: csv.approver }),
    createdAt: new Date(csv.createdAt).toISOString(),
    updatedAt: new Date(runOf(state, csv).updatedAt).toISOString(),
    csvFileType: csv.csvFileType,
    mediaOptimization: false,
    applyWatermark: false,
    channel: "oauth",
  };
}

function showRow(state: SandboxState, csv: CsvRecord, row: CsvRowRecord) {
  const status = csvStatus(state, csv);
  const looking = status === "pending" || status === "in_progress";
  const judged = goodRows(state, csv).includes(row) ? "accepted" : "rejected";
  return {
    _id: row._id,
    accountIds: row.accountIds,
    summary: row.summary,
    medias: row.medias.map(({ error, instagramError, gmbError, ...media }) =>
      looking ? media : { ...media, error, instagramError, gmbError },
    ),
    ...(row.link ? { link: row.link } : {}),
    ...(row.scheduleAt === null ? {} : { scheduleDate: new Date(row.scheduleAt).toISOString() }),
    ...(row.followUpComment === undefined ? {} : { followUpComment: row.followUpComment }),
    type: row.type,
    ...row.details,
    ...(looking || row.errorMessage === undefined ? {} : { errorMessage: row.errorMessage }),
    csvFileType: csv.csvFileType,
    status: runOf(state, csv).droppedRows.includes(row._id) ? "deleted" : looking ? "pending" : judged,
    updatedAt: new Date(runOf(state, csv).updatedAt).toISOString(),
  } as const;
}
