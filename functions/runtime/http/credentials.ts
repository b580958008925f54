import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { Denied } from "#shared/kernel/errors.ts";
import { KEY_TEXT } from "#shared/platform/access/index.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import { readSessionCookie } from "./session-cookie.ts";

/** The caller's key or session token, and its address, as the request states them. */
export type Credentials = { key?: string; session?: string; address: string };
type Head = Pick<APIGatewayProxyEventV2, "headers" | "cookies" | "requestContext">;

/** The key may be as long as a header. */
const BEARER = new RegExp(`^Bearer +(${KEY_TEXT})$`, "i");

/** Whether a request states who calls, rightly or wrongly. */
export const hasCredentials = (head: Pick<Head, "headers" | "cookies">): boolean =>
  head.headers.authorization !== undefined || readSessionCookie(head) !== undefined;

/** The addresses that our own pages come from. */
export type OwnPages = Pick<Runtime, "publicUrl" | "consoleUrl">;

/**
 * Who a request says that it is; with an `Authorization` header its cookies do not count.
 * @throws Denied when another site may have made a change in the session's name
 */
export function credentialsOf(head: Head, own: OwnPages): Credentials {
  const { headers, requestContext } = head;
  const address = requestContext.http.sourceIp ?? "";
  if (headers.authorization !== undefined) {
    const key = BEARER.exec(headers.authorization)?.[1];
    return { address, ...(key !== undefined && { key }) };
  }
  const session = readSessionCookie(head);
  if (session === undefined) return { address };
  assertOwnPage(requestContext.http.method, headers, own);
  return { address, session };
}

/**
 * A browser sends the cookie with whatever its pages ask for. A header of our own makes it ask
 * first whether another origin may, which nothing here answers.
 */
function assertOwnPage(
  method: string,
  headers: APIGatewayProxyEventV2["headers"],
  own: OwnPages,
): void {
  if (method === "GET" || method === "HEAD") return;
  if (headers["x-dripstack-console"] !== "1") {
    throw new Denied("a change by a session needs the header `x-dripstack-console: 1`");
  }
  if (!isSameOrigin(headers, own)) {
    throw new Denied("this change comes from a page of another address: open the console itself");
  }
}

/**
 * `Sec-Fetch-Site` counts first, because a proxy may replace `Host`, as CloudFront does; browsers
 * send it wherever there is TLS, and to their own machine.
 */
function isSameOrigin(
  { "sec-fetch-site": site, origin, host }: APIGatewayProxyEventV2["headers"],
  { publicUrl, consoleUrl }: OwnPages,
): boolean {
  if (site !== undefined) return site === "same-origin";
  if (origin === undefined) return true;
  const known = [publicUrl, consoleUrl].map((url) => url && URL.parse(url)?.origin);
  return known.includes(origin) || (host !== undefined && URL.parse(origin)?.host === host);
}
