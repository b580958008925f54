/** A POST of JSON to somebody else's system. */
export type HttpPost = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For all of it, from the name's address to the last byte of the answer. */
  timeoutMs: number;
};

/** Of an answer; what is larger is not read to its end. */
export const MAX_REPLY_BYTES = 64 * 1024;

/** Why there was no answer; `private` and `insecure` are addresses that this place calls nobody at. */
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

/** Everybody else's systems. */
export interface HttpClient {
  /** Makes it once and follows no redirect. Never throws: whatever went wrong is the reply. */
  post: (post: HttpPost) => Promise<HttpReply>;
}
