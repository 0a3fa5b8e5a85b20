/**
 * Spreadsheets of posts, from bytes to csvs of the upstream: read (`readRows`, `createReader`), map columns
 * (`mapColumns`), check (`createValidator`), repair, write and cut. Browser-safe: the page's worker (`worker/client`,
 * over `import-session`) and the server run this same code.
 */
export { type Cut, type CuttableRow, cutIntoCsvs, MAX_ROWS_PER_CSV } from "./cut";
export {
  type DateForm,
  type DateOrder,
  detectDateOrder,
  judgeDateOrder,
  type ReadDate,
  readDate,
  toUpstreamDate,
} from "./dates";
export { CHARSET_LABELS, type Charset } from "./decode";
export { derivedRow, originOf, rowLabel } from "./derived-rows";
export * from "./formats";
export { type ColumnMap, headerKey, mapColumns, unusedColumns } from "./header";
export { ISSUES, type Issue, type IssueCode, type Severity } from "./issues";
export { countCaption, countHashtags, type Limits, limitsOf, networkName, trimCaption } from "./limits";
export { isShareLink, type Media, readMedia } from "./media";
export { createPlaceFinder, type Place, type PlaceName, SheetValidators } from "./places";
export { createReader, MAX_BYTES, MAX_ROWS, type RawRow, type Reader, readRows } from "./read";
export { ReadRefusal } from "./refusal";
export { listUrls, type PostRow, postTypeOn, readBoolean, type TargetAccount } from "./row";
export {
  type CheckedRow,
  createValidator,
  hasError,
  postKey,
  type Validator,
  type ValidatorOptions,
} from "./validate";
export { createValueReader, type Values } from "./values";
export { smallestFormat, writeAdvance, writeBasic, writeCell, writeRecord } from "./write";
export { createZone, type LocalMoment, type Zone } from "./zone";
