import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { type AuthWorld, admit } from "#functions/runtime/http/auth.ts";
import { credentialsOf, type OwnPages } from "#functions/runtime/http/credentials.ts";
import { tooMany } from "./http-refusals.ts";
import type { HttpHandler } from "./http-server.ts";
import { lambdaContext } from "./lambda-context.ts";

/** Far more than pages that one process's people have open. */
const MAX_STREAMS = 50;
/** One key's pages leave room for others'; a page without a stream asks instead. */
const MAX_OF_KEY = 10;
const LOOK_MS = 1_000;
/** Looks without news before a comment keeps proxies from closing the stream. */
const QUIET_LOOKS = 15;
/** A reader that lets this much wait has gone. */
const MAX_WAITING_BYTES = 64 * 1024;

const HEADERS = { "content-type": "text/event-stream", "cache-control": "no-store" };

type Answer = { items: object[]; after: string };
/** Room for a stream, also while its request is still being checked. */
type Seat = { key?: string; response?: ServerResponse };

/** Resolves to the id of a request's key; sessions are those of their key. */
type Caller = (event: APIGatewayProxyEventV2) => Promise<string>;

export const callerIn =
  (world: AuthWorld & { runtime: OwnPages }): Caller =>
  async (event) =>
    (await admit(world, credentialsOf(event, world.runtime), "read")).id;

/**
 * `GET /v1/changes/stream`: server-sent events, each an answer of `GET /v1/changes` with news. The
 * stream asks that route as its caller would, so that it ends with the caller's right to ask.
 */
export class ChangesStreams {
  readonly #seats = new Set<Seat>();
  #isClosed = false;
  readonly #ask: HttpHandler;
  readonly #caller: Caller;
  readonly #lookMs: number;

  /** @param ask answers `GET /v1/changes` */
  constructor(ask: HttpHandler, caller: Caller, lookMs = LOOK_MS) {
    this.#ask = ask;
    this.#caller = caller;
    this.#lookMs = lookMs;
  }

  handle: HttpHandler = async (event, context) => {
    const { method } = event.requestContext.http;
    if (method !== "GET" && method !== "HEAD") return this.#ask(event, context);
    if (this.#isClosed || this.#seats.size >= MAX_STREAMS)
      return full("too many streams are open here", event);
    const seat: Seat = {};
    this.#seats.add(seat);
    let isKept = false;
    try {
      const first = await this.#look(event, event.headers["last-event-id"]);
      if ("refused" in first) return first.refused;
      seat.key = await this.#caller(event);
      const own = [...this.#seats].filter(({ key }) => key === seat.key);
      if (own.length > MAX_OF_KEY)
        return full(`this key has ${MAX_OF_KEY} streams open already: close one`, event);
      if (method === "HEAD") return { statusCode: 200, headers: HEADERS };
      isKept = true;
      const stream = (response: ServerResponse) =>
        void this.#send(response, event, first, seat).finally(() => this.#seats.delete(seat));
      return { statusCode: 200, headers: HEADERS, stream };
    } finally {
      if (!isKept) this.#seats.delete(seat);
    }
  };

  /** Ends all streams and starts no other, so that the server can close. */
  close(): void {
    this.#isClosed = true;
    for (const { response } of this.#seats) response?.end();
  }

  async #send(
    response: ServerResponse,
    event: APIGatewayProxyEventV2,
    first: Answer,
    seat: Seat,
  ): Promise<void> {
    seat.response = response;
    response.once("close", () => this.#seats.delete(seat));
    let { after } = first;
    write(response, first);
    for (let quiet = 0; response.writable; ) {
      await wait(this.#lookMs, undefined, { ref: false });
      const answer = await this.#look(event, after).catch(() => ({ refused: {} }));
      if ("refused" in answer || !response.writable) break;
      const isNews = answer.items.length > 0;
      if (isNews) write(response, answer);
      else if (++quiet % QUIET_LOOKS === 0) response.write(":\n\n");
      if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
      after = answer.after;
    }
    response.end();
  }

  async #look(event: APIGatewayProxyEventV2, after: string | undefined) {
    const query = new URLSearchParams(event.rawQueryString);
    if (after !== undefined) query.set("after", after);
    const { "if-none-match": _, ...headers } = event.headers;
    const { requestContext } = event;
    const http = { ...requestContext.http, method: "GET" };
    const asked = {
      ...event,
      headers,
      rawPath: "/v1/changes",
      rawQueryString: query.toString(),
      requestContext: { ...requestContext, http },
    };
    const refused = await this.#ask(asked, lambdaContext());
    return refused.statusCode === 200 ? (JSON.parse(refused.body!) as Answer) : { refused };
  }
}

const full = (message: string, { requestContext }: APIGatewayProxyEventV2) =>
  tooMany(`${message}, or ask GET /v1/changes instead`, requestContext.requestId);

/** A browser that loses the stream sends the last id when it comes back. */
const write = (response: ServerResponse, answer: Answer) =>
  response.write(`id: ${answer.after}\ndata: ${JSON.stringify(answer)}\n\n`);
