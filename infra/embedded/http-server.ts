import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from "aws-lambda";
import { lambdaContext } from "./lambda-context.ts";

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** What API Gateway takes at most; the API's own limits are lower. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const problem = (kind: string, status: number, title: string, detail: string) => ({
  statusCode: status,
  headers: { "content-type": "application/problem+json", connection: "close" },
  body: JSON.stringify({
    type: `urn:dripstack:${kind}`,
    title,
    status,
    detail,
    requestId: "",
    errors: [],
  }),
});
const TOO_LARGE = problem("too-large", 413, "The body is too large", "At most 1 MiB.");
const STARTING = problem("unavailable", 503, "Try again soon", "The program is starting.");
const FAILED = problem("defect", 500, "Our own mistake", "Nothing was answered; try again later.");

/**
 * Answers everything until the program is ready: nothing may be taken in before what it starts with
 * is in place.
 */
export const starting: HttpHandler = async () => ({
  ...STARTING,
  headers: { ...STARTING.headers, "retry-after": "1" },
});

/**
 * Serves functions that were written for API Gateway's HTTP API (payload 2.0): `pick` says which one answers a
 * path. The same events and the same rules for answers as there. An answer waits for `flushed`: nobody is told what a
 * power failure would take back.
 */
export function serve(pick: (path: string) => HttpHandler, flushed: () => Promise<void>): Server {
  const server = createServer(async (request, response) => {
    try {
      const body = await readBody(request);
      if (body === undefined) return end(response, TOO_LARGE);
      const event = toEvent(request, body);
      const answer = await pick(event.rawPath)(event, lambdaContext());
      await flushed();
      end(response, answer, request.method === "HEAD");
    } catch {
      end(response, FAILED);
    }
  });
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  server.keepAliveTimeout = 10_000;
  return server;
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"]) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toEvent(request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const [rawPath = "/", rawQueryString = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : value,
    ]),
  );
  const query = Object.fromEntries(new URLSearchParams(rawQueryString));
  // What is no UTF-8 goes on as it is, for the function to refuse it.
  const isText = /json|^text\//.test(headers["content-type"] ?? "json") && isUtf8(body);
  const method = request.method ?? "GET";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers,
    ...(rawQueryString && { queryStringParameters: query }),
    requestContext: {
      accountId: "embedded",
      apiId: "embedded",
      domainName: headers.host ?? "",
      domainPrefix: "",
      http: {
        method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function end(
  response: ServerResponse,
  result: APIGatewayProxyStructuredResultV2,
  isHead = false,
): void {
  const body = Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8");
  response.statusCode = result.statusCode ?? 200;
  for (const [name, value] of Object.entries(result.headers ?? {})) {
    response.setHeader(name, String(value));
  }
  if (!isHead) response.setHeader("content-length", body.length);
  response.end(isHead ? undefined : body);
}
