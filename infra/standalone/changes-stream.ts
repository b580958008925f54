import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { tooMany } from "./http-refusals.ts";
import type { HttpHandler } from "./http-server.ts";
import { lambdaContext } from "./lambda-context.ts";

/** Far more than pages that one process's people have open. */
const MAX_STREAMS = 50;
const LOOK_MS = 1_000;
/** Looks without news before a comment keeps proxies from closing the stream. */
const QUIET_LOOKS = 15;
/** A reader that lets this much wait has gone. */
const MAX_WAITING_BYTES = 64 * 1024;

const HEADERS = { "content-type": "text/event-stream", "cache-control": "no-store" };

type Answer = { items: object[]; after: string };

/**
 * `GET /v1/changes/stream`: server-sent events, each an answer of `GET /v1/changes` with news. The
 * stream asks that route as its caller would, so that it ends with the caller's right to ask.
 */
export class ChangesStreams {
  readonly #open = new Set<ServerResponse>();
  /** Being checked, so that many at once do not exceed the limit. */
  #starting = 0;
  #isClosed = false;
  readonly #ask: HttpHandler;
  readonly #lookMs: number;

  /** @param ask answers `GET /v1/changes` */
  constructor(ask: HttpHandler, lookMs = LOOK_MS) {
    this.#ask = ask;
    this.#lookMs = lookMs;
  }

  handle: HttpHandler = async (event, context) => {
    const { method } = event.requestContext.http;
    if (method !== "GET" && method !== "HEAD") return this.#ask(event, context);
    if (this.#isClosed || this.#open.size + this.#starting >= MAX_STREAMS) return tooMany();
    this.#starting += 1;
    const first = await this.#look(event, event.headers["last-event-id"]).finally(() => {
      this.#starting -= 1;
    });
    if ("refused" in first) return first.refused;
    if (method === "HEAD") return { statusCode: 200, headers: HEADERS };
    const stream = (response: ServerResponse) => void this.#send(response, event, first);
    return { statusCode: 200, headers: HEADERS, stream };
  };

  /** Ends all streams and starts no other, so that the server can close. */
  close(): void {
    this.#isClosed = true;
    for (const response of this.#open) response.end();
  }

  async #send(
    response: ServerResponse,
    event: APIGatewayProxyEventV2,
    first: Answer,
  ): Promise<void> {
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
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

/** A browser that loses the stream sends the last id when it comes back. */
const write = (response: ServerResponse, answer: Answer) =>
  response.write(`id: ${answer.after}\ndata: ${JSON.stringify(answer)}\n\n`);
