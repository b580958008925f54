import { type IncomingMessage, request as plainRequest } from "node:http";
import { request } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import {
  type HttpClient,
  type HttpPost,
  type HttpReply,
  MAX_REPLY_BYTES,
} from "#shared/ports/http-client.ts";
import { Addresses } from "./addresses.ts";
import { failureOf, PRIVATE } from "./failure-of.ts";
import { isPrivate } from "./is-private.ts";
import { isOwnHost } from "./own-hosts.ts";

/**
 * The `HttpClient` port on Node's client. Guarded, it allows only TLS and public addresses, except
 * for the operator's own hosts. The socket connects to the very addresses that were checked, so a
 * second DNS answer can't redirect it.
 */
export class NodeHttpClient implements HttpClient {
  readonly #isGuarded: boolean;
  readonly #ownHosts: ReadonlySet<string>;
  readonly #addresses = new Addresses();

  /** @param ownHosts as `readOwnHosts` returns them */
  constructor({
    isGuarded,
    ownHosts = new Set(),
  }: {
    isGuarded: boolean;
    ownHosts?: ReadonlySet<string>;
  }) {
    this.#isGuarded = isGuarded;
    this.#ownHosts = ownHosts;
  }

  post = async (post: HttpPost): Promise<HttpReply> => {
    const signal = AbortSignal.timeout(post.timeoutMs);
    try {
      const url = new URL(post.url);
      const host = url.hostname.replace(/^\[|\]$/g, "");
      const isGuarded = this.#isGuarded && !isOwnHost(url, this.#ownHosts);
      if (isGuarded) {
        if (url.protocol !== "https:") return { failed: "insecure" };
        // A literal address is never looked up.
        if (isIP(host) && isPrivate(host)) return { failed: "private" };
      }
      const response = await this.#send(url, host, post, this.#lookup(isGuarded), signal);
      return { status: response.statusCode!, text: await read(response) };
    } catch (error) {
      return { failed: signal.aborted ? "timeout" : failureOf(error as Error) };
    }
  };

  #send(
    { protocol, port, pathname, search }: URL,
    host: string,
    { headers, body }: HttpPost,
    lookup: LookupFunction,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const length = { "content-length": Buffer.byteLength(body) };
    const options = {
      method: "POST",
      host,
      path: `${pathname}${search}`,
      signal,
      lookup,
      ...(port && { port }),
      headers: { ...headers, ...length },
      // No kept connections: one may have been closed meanwhile, and a POST is not repeated on a
      // guess.
      agent: false,
    } as const;
    return new Promise((resolve, reject) => {
      const send = protocol === "http:" ? plainRequest : request;
      send(options, resolve)
        .on("error", reject)
        // A response that upgrades the protocol has no body and would never end.
        .on("upgrade", (response, socket) => {
          socket.destroy();
          reject(new Error(`status ${response.statusCode}`));
        })
        .on("close", () => reject(new Error("closed without an answer")))
        .end(body);
    });
  }

  #lookup =
    (isGuarded: boolean): LookupFunction =>
    (name, { all }, answer) => {
      this.#addresses.find(name).then(
        (found) => {
          const isRefused = isGuarded && found.some(({ address }) => isPrivate(address));
          const [first] = found;
          if (isRefused) answer(Object.assign(new Error("not public"), { code: PRIVATE }), "");
          else if (all) answer(null, found);
          else answer(null, first!.address, first!.family);
        },
        (error) => answer(error, ""),
      );
    };
}

/** The response text; undefined, without reading on, when it is too large. */
async function read(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > MAX_REPLY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
