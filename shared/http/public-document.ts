import { gzipSync } from "node:zlib";
import { digest } from "#shared/kernel/ids.ts";
import type { Reply, Request } from "./route.ts";

type Headers = Record<string, string>;
type Made = { of: string; raw: string; packed: Buffer; etag: string };

/** Whether gzip is welcome (RFC 9110 §12.5.3); `q=0` says that it is not. */
const acceptsGzip = (accepted = "") =>
  /(?:^|[\s,])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted);

/**
 * Answers a document that is the same for everyone: made and packed once for what it is made of,
 * and not sent again to those who have it. Anyone may ask for it as often as they like, so that a
 * repeated answer costs no work.
 */
export function publicDocument(
  make: (of: string) => object,
  headers: Headers,
): (of: string, asked: Request["headers"]) => Reply {
  let made: Made | undefined;
  return (of, asked) => {
    if (made?.of !== of) made = pack(of, make(of));
    const { raw, packed, etag } = made;
    const told = { ...headers, vary: "accept-encoding", etag };
    if (asked["if-none-match"]?.includes(etag)) return { status: 304, headers: told };
    if (!acceptsGzip(asked["accept-encoding"])) return { status: 200, raw, headers: told };
    return { status: 200, bytes: packed, headers: { ...told, "content-encoding": "gzip" } };
  };
}

/** The tag is a weak one: the same stands for the text and for what it was packed to. */
function pack(of: string, document: object): Made {
  const raw = JSON.stringify(document);
  return { of, raw, packed: gzipSync(raw), etag: `W/"${digest(raw)}"` };
}
