import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from "aws-lambda";
import type { Admission } from "#functions/runtime/http/dispatch.ts";
import { Connections } from "./connections.ts";
import { toHead, withBody } from "./http-event.ts";
import {
  closing,
  isStarting,
  noHost,
  refusal,
  refuseUnread,
  tooMany,
  unexpected,
} from "./http-refusals.ts";
import { lambdaContext } from "./lambda-context.ts";
import { readBody } from "./read-body.ts";
import type { RequestThrottle } from "./request-throttle.ts";

/** `stream` writes the body, and ends it, over time. */
type HttpResult = APIGatewayProxyStructuredResultV2 & {
  stream?: (response: ServerResponse) => void;
};
export type HttpHandler = (event: APIGatewayProxyEventV2, context: Context) => Promise<HttpResult>;

type Options = {
  /** Called before a body of more than 64 KiB is read. */
  admit?: (head: APIGatewayProxyEventV2) => Promise<Admission>;
  throttle?: () => RequestThrottle | undefined;
  isBehindProxy?: boolean;
  /** How long requests above the limit wait for their answer. */
  holdMs?: number;
};

/** API Gateway's limit. */
const unboundedBody = async () => ({ limitBytes: 10 * 1024 * 1024 });
/** How often Node checks for requests that exceed a timeout. */
const CHECK_INTERVAL_MS = 2_000;
const HEADERS_MS = 10_000;
const REQUEST_MS = 60_000;
const IDLE_MS = 10_000;
/** For a client that does not read its answer. */
const RESPONSE_MS = 60_000;

/** Answers every request until the program is ready: nothing may be accepted before. */
export const starting: HttpHandler = async () => isStarting();

/**
 * Serves handlers written for API Gateway's HTTP API (payload 2.0); `pick` returns the handler of a
 * path. An answer waits for `flushed`, so that a power failure can not undo what it confirms.
 */
export function serve(
  pick: (path: string) => HttpHandler,
  flushed: () => Promise<void>,
  {
    admit = unboundedBody,
    throttle: currentThrottle,
    isBehindProxy = false,
    holdMs = 1_000,
  }: Options = {},
): Server {
  const connections = new Connections(holdMs);
  const answering = new WeakMap<Socket, ServerResponse>();
  const server = createServer({
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: IDLE_MS,
    // We answer this error ourselves.
    requireHostHeader: false,
  });
  connections.watch(server, isBehindProxy);

  const answer = async (request: IncomingMessage, proceed?: () => void) => {
    const { socket } = request;
    const throttle = currentThrottle?.();
    const head = toHead(request, isBehindProxy);
    if (!head.headers.host && request.httpVersion === "1.1") return noHost();
    if (throttle && !throttle.allows(head))
      return (await connections.hold(socket)) ? tooMany() : undefined;
    const body = await readBody(request, () => admit(head), proceed);
    if (!Buffer.isBuffer(body)) return body;
    const reply = await pick(head.rawPath)(withBody(head, body), lambdaContext());
    await flushed();
    if (!throttle?.isRepeated(head, reply.statusCode)) return reply;
    return (await connections.hold(socket)) ? closing(reply) : undefined;
  };
  const handle = async (
    request: IncomingMessage,
    response: ServerResponse,
    proceed?: () => void,
  ) => {
    if (connections.isHeld(request.socket)) return;
    answering.set(request.socket, response);
    const reply = await answer(request, proceed).catch(refusal);
    if (reply === undefined) request.socket.destroy();
    else end(response, reply, request.method === "HEAD");
  };
  server.on("request", (request, response) => handle(request, response));
  server.on("checkContinue", (request, response: ServerResponse) =>
    handle(request, response, () => response.writeContinue()),
  );
  server.on("checkExpectation", (_, response) => end(response, unexpected()));
  server.on("clientError", ({ code }: NodeJS.ErrnoException, socket: Socket) => {
    const isAnswerStarted =
      answering.get(socket)?.headersSent && !answering.get(socket)?.writableFinished;
    if (code === "ECONNRESET" || !socket.writable || isAnswerStarted) socket.destroy();
    else refuseUnread(code, socket);
  });
  return server;
}

function end(response: ServerResponse, result: HttpResult, isHead = false): void {
  const body = Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8");
  const status = result.statusCode ?? 200;
  response.statusCode = status;
  for (const [name, value] of Object.entries(result.headers ?? {})) {
    response.setHeader(name, String(value));
  }
  if (result.cookies) response.setHeader("set-cookie", result.cookies);
  response.setTimeout(RESPONSE_MS);
  if (result.stream) {
    result.stream(response);
    return;
  }
  const hasBody = !isHead && status !== 204 && status !== 304;
  if (hasBody) response.setHeader("content-length", body.length);
  response.end(hasBody ? body : undefined);
}
