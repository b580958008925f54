import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";
import { check } from "./check.ts";
import { HttpError } from "./http-error.ts";
import { parseJson } from "./parse-json.ts";
import type { Route } from "./route.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
/** Enough for a few names and numbers: any server may buffer this much of an unknown caller. */
export const SMALL_BODY_BYTES = 64 * KIB;
const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;|$)/i;
/** A POST or PUT without a body schema may still send `{}`. */
const Nothing = z.lazy(() => z.optional(z.strictObject({})));

export const limitOf = <W>(route: Route<W>): number =>
  route.limitBytes ?? (route.body ? MIB : SMALL_BODY_BYTES);

/** The checked body of a request and its text. A body of GET or DELETE is ignored. */
export function readBody<W>(
  route: Route<W>,
  event: APIGatewayProxyEventV2,
): { body: unknown; text: string } {
  if (route.method === "GET" || route.method === "DELETE") return { body: undefined, text: "" };
  const text = textOf(event, limitOf(route));
  const schema = route.body ?? Nothing;
  if (text === "") {
    if (schema.safeParse(undefined).success) return { body: undefined, text };
    throw new HttpError(400, "the request has no body: send JSON");
  }
  if (!JSON_TYPE.test(event.headers["content-type"] ?? "")) {
    throw new HttpError(415, "send the body as `content-type: application/json`");
  }
  return { body: check(schema, parseJson(text), "body"), text };
}

function textOf({ body = "", isBase64Encoded }: APIGatewayProxyEventV2, limit: number): string {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.byteLength > limit) throw new HttpError(413, `a body may be at most ${limit} bytes`);
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new HttpError(400, "the body is not UTF-8: send it in that encoding");
  }
}
