import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { HttpError } from "#shared/http/http-error.ts";
import { problemOf } from "#shared/http/problem.ts";
import { TooMany, Unavailable } from "#shared/kernel/errors.ts";

/** Lets the client read the answer before data in flight resets the connection. */
const LINGER_MS = 1_000;

type Answer = APIGatewayProxyStructuredResultV2;

/** The server's own refusals are problem documents too, and close the connection. */
export function refusal(error: unknown, requestId = ""): Answer {
  const { status, body, headers } = problemOf(error, requestId);
  return closing({ statusCode: status, headers, body: JSON.stringify(body) });
}

/** Closes the connection after this answer. */
export const closing = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, connection: "close" },
});

export const tooLarge = (limitBytes: number) =>
  refusal(new HttpError(413, `a body may be at most ${limitBytes} bytes here`));
export const tooMany = (message = "too many requests of this kind", requestId?: string) =>
  refusal(new TooMany(message, 1), requestId);
export const isStarting = () => refusal(new Unavailable("the program is starting"));
export const noHost = () => refusal(new HttpError(400, "the header Host is missing"));
export const unexpected = () =>
  refusal(new HttpError(417, "send no Expect header except 100-continue"));

/** Errors of Node's parser and timeouts. */
const UNREAD: Record<string, HttpError> = {
  HPE_HEADER_OVERFLOW: new HttpError(431, "the headers may have at most 16 KiB together"),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new HttpError(
    413,
    "the chunk extensions are too long: leave them out",
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpError(408, "the request did not arrive in time"),
};
const UNREADABLE = new HttpError(400, "this is not an HTTP request");

/** Answers a request that Node could not parse, and closes its connection. */
export function refuseUnread(code: string | undefined, socket: Socket): void {
  const { statusCode = 400, headers, body } = refusal(UNREAD[code ?? ""] ?? UNREADABLE);
  const fields = { ...headers, "content-length": Buffer.byteLength(body!) };
  const head = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`,
    ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
