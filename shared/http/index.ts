export { check } from "./check.ts";
export { etag, expected, matched } from "./etag.ts";
export { describeApi } from "./openapi.ts";
export { Paging, pageOf, pagingWith, readCursor, writeCursor } from "./paging.ts";
export { publicDocument } from "./public-document.ts";
export { SMALL_BODY_BYTES } from "./read-body.ts";
export {
  defineRoute,
  type Idempotency,
  noContent,
  ok,
  type QuerySchema,
  type Reply,
  type Request,
  type Route,
} from "./route.ts";
