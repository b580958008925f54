import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** The head of a request as an event of API Gateway's HTTP API (payload 2.0). */
export function toHead(request: IncomingMessage, isBehindProxy: boolean): APIGatewayProxyEventV2 {
  const [rawPath = "/", rawQueryString = ""] = (request.url ?? "/").split(/\?(.*)/s);
  const { cookie, ...others } = request.headers;
  const headers = Object.fromEntries(
    Object.entries(others).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : value,
    ]),
  );
  const query = Object.fromEntries(new URLSearchParams(rawQueryString));
  const method = request.method ?? "GET";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers,
    ...(cookie !== undefined && { cookies: cookie.split(";").map((one) => one.trim()) }),
    ...(rawQueryString && { queryStringParameters: query }),
    requestContext: {
      accountId: "standalone",
      apiId: "standalone",
      domainName: headers.host ?? "",
      domainPrefix: "",
      http: {
        method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: addressOf(request, isBehindProxy),
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    isBase64Encoded: false,
  };
}

export function withBody(head: APIGatewayProxyEventV2, body: Buffer): APIGatewayProxyEventV2 {
  if (body.length === 0) return head;
  // What is no UTF-8 goes on as it is, for the function to refuse it.
  const isText = /json|^text\//.test(head.headers["content-type"] ?? "json") && isUtf8(body);
  return { ...head, body: body.toString(isText ? "utf8" : "base64"), isBase64Encoded: !isText };
}

/**
 * Our proxy appends its caller's address; callers may forge what precedes it. Some proxies append
 * the caller's port, which differs per connection. Anything invalid counts as the proxy's own
 * address.
 */
function addressOf({ headers, socket }: IncomingMessage, isBehindProxy: boolean): string {
  const direct = socket.remoteAddress ?? "";
  if (!isBehindProxy) return direct;
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)!
    .trim();
  const address = WITH_PORT.exec(forwarded)?.slice(1).find(Boolean) ?? forwarded;
  return isIP(address) === 0 ? direct : address;
}

/** Matches `203.0.113.8:1001`, `[2001:db8::1]:1001` and `[2001:db8::1]`. */
const WITH_PORT = /^(?:\[([^\]]*)\](?::\d+)?|([^:]*):\d+)$/;
