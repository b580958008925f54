/** A POST of JSON to an external system. */
export type HttpPost = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For the whole call, from name resolution to the last byte. */
  timeoutMs: number;
};

/** Larger replies are not read to the end. */
export const MAX_REPLY_BYTES = 64 * 1024;

/**
 * Why there was no reply; `private` and `insecure` are addresses that this runtime does not call.
 */
export type HttpFailure =
  | "timeout"
  | "dns"
  | "refused"
  | "tls"
  | "network"
  | "private"
  | "insecure";

export type HttpReply =
  /** `text` is undefined when it is larger than MAX_REPLY_BYTES. */
  { status: number; text: string | undefined } | { failed: HttpFailure };

/** Calls external systems. */
export interface HttpClient {
  /** Sends once and follows no redirect. Never throws: failures are replies. */
  post: (post: HttpPost) => Promise<HttpReply>;
}
