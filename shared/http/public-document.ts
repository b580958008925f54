import { gzipSync } from "node:zlib";
import { digest } from "#shared/kernel/ids.ts";
import type { Reply, Request } from "./route.ts";

type Headers = Record<string, string>;
type Built = { of: string; raw: string; packed: Buffer; etag: string };

/** Whether the caller accepts gzip (RFC 9110 §12.5.3); `q=0` refuses it. */
const acceptsGzip = (accepted = "") =>
  /(?:^|[\s,])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted);

/**
 * Serves a document that is the same for all callers: built and compressed once for its input `of`,
 * and not sent again to callers that have it, so repeated requests cost nothing.
 */
export function publicDocument(
  make: (of: string) => object,
  headers: Headers,
): (of: string, requestHeaders: Request["headers"]) => Reply {
  let built: Built | undefined;
  return (of, requestHeaders) => {
    if (built?.of !== of) built = pack(of, make(of));
    const { raw, packed, etag } = built;
    const responseHeaders = { ...headers, vary: "accept-encoding", etag };
    if (requestHeaders["if-none-match"]?.includes(etag))
      return { status: 304, headers: responseHeaders };
    if (!acceptsGzip(requestHeaders["accept-encoding"]))
      return { status: 200, raw, headers: responseHeaders };
    return {
      status: 200,
      bytes: packed,
      headers: { ...responseHeaders, "content-encoding": "gzip" },
    };
  };
}

/** A weak tag: the same for the plain and the compressed text. */
function pack(of: string, document: object): Built {
  const raw = JSON.stringify(document);
  return { of, raw, packed: gzipSync(raw), etag: `W/"${digest(raw)}"` };
}
