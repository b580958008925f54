import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { SESSION_MS } from "#shared/platform/sessions/index.ts";

const NAME = "dripstack_session";
const ATTRIBUTES = "Path=/; HttpOnly; SameSite=Strict";

type Headers = Record<string, string | undefined>;

/**
 * The session token of a request's cookies. Two cookies of this name are none: another host of the
 * domain may have planted one.
 */
export function readSessionCookie({
  cookies,
  headers,
}: Pick<APIGatewayProxyEventV2, "cookies" | "headers">): string | undefined {
  const all = cookies ?? headers.cookie?.split(";") ?? [];
  const found = all.map((one) => one.trim()).filter((one) => one.startsWith(`${NAME}=`));
  return found.length === 1 ? found[0]!.slice(NAME.length + 1) : undefined;
}

/** The `Set-Cookie` line of a new session. */
export function sessionCookie(token: string, headers: Headers, publicUrl: string): string {
  const secure = isOverTls(headers, publicUrl) ? "; Secure" : "";
  return `${NAME}=${token}; ${ATTRIBUTES}; Max-Age=${SESSION_MS / 1_000}${secure}`;
}

/** The `Set-Cookie` line that removes the cookie. */
export const endedSessionCookie = `${NAME}=; ${ATTRIBUTES}; Max-Age=0`;

/** As API Gateway or a proxy says; else by the public URL, if the request came by its host. */
function isOverTls(headers: Headers, publicUrl: string): boolean {
  const scheme = headers["x-forwarded-proto"];
  if (scheme !== undefined) return scheme.split(",")[0]!.trim() === "https";
  return (
    publicUrl === `https://${headers.host}` || publicUrl.startsWith(`https://${headers.host}/`)
  );
}
