import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { HttpError } from "#shared/http/http-error.ts";
import { problemOf } from "#shared/http/problem.ts";
import { TooMany, Unavailable } from "#shared/kernel/errors.ts";

/** For the other side to read what it was told, before what it still sends ends all. */
const LINGER_MS = 1_000;

type Answer = APIGatewayProxyStructuredResultV2;

/** What the server itself refuses is a problem document, too; its connection ends with it. */
export function refusal(error: unknown, requestId = ""): Answer {
  const { status, body, headers } = problemOf(error, requestId);
  return closing({ statusCode: status, headers, body: JSON.stringify(body) });
}

/** After this answer the connection ends. */
export const closing = (answer: Answer): Answer => ({
  ...answer,
  headers: { ...answer.headers, connection: "close" },
});

export const tooLarge = (limitBytes: number) =>
  refusal(new HttpError(413, `a body may be at most ${limitBytes} bytes here`));
export const tooMany = () => refusal(new TooMany("too many requests of this kind", 1));
export const isStarting = () => refusal(new Unavailable("the program is starting"));
export const noHost = () => refusal(new HttpError(400, "the header Host is missing"));
export const unexpected = () =>
  refusal(new HttpError(417, "send no Expect header except 100-continue"));

/** What Node's parser could not read, or would not wait for any longer. */
const UNREAD: Record<string, HttpError> = {
  HPE_HEADER_OVERFLOW: new HttpError(431, "the headers may have at most 16 KiB together"),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new HttpError(
    413,
    "the chunk extensions are too long: leave them out",
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpError(408, "the request did not arrive in time"),
};
const UNREADABLE = new HttpError(400, "this is not an HTTP request");

/**
 * Answers a request that Node could not read, where no answer was begun, and ends its connection.
 */
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
