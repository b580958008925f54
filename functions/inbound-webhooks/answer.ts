import { Buffer } from "node:buffer";
import type {
  APIGatewayProxyStructuredResultV2 as Answer,
  APIGatewayProxyEventV2 as Event,
} from "aws-lambda";
import { check } from "#shared/http/check.ts";
import { HttpError } from "#shared/http/http-error.ts";
import { parseJson } from "#shared/http/parse-json.ts";
import { problemOf } from "#shared/http/problem.ts";
import { NotFound } from "#shared/kernel/errors.ts";
import { NAME } from "#shared/kernel/ids.ts";
import { findSource } from "#shared/platform/sources/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import type { Log } from "../runtime/middleware.ts";
import { acceptEvent, type InboundWebhooksWorld } from "./accept-event.ts";
import { Incoming, WebhookId } from "./incoming.ts";
import { verify } from "./verify.ts";

export const MAX_BYTES = 256 * 1024;
/** Replaces the usual title of a 401, which names an API key: sources have none. */
const UNSIGNED = "The signature is not valid";
const NO_STORE = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Answers a webhook: 202 once its event is durable, else problem details. */
export async function answer(world: InboundWebhooksWorld, event: Event, log: Log): Promise<Answer> {
  try {
    await acceptRequest(world, event);
    return { statusCode: 202, headers: NO_STORE };
  } catch (error) {
    const { status, body, headers } = problemOf(error, event.requestContext.requestId);
    if (status >= 500) log("a webhook failed", { error: describeError(error) });
    return {
      statusCode: status,
      headers: { ...NO_STORE, ...headers },
      body: JSON.stringify(status === 401 ? { ...body, title: UNSIGNED } : body),
    };
  }
}

async function acceptRequest(world: InboundWebhooksWorld, event: Event): Promise<void> {
  const [, name = ""] = /^\/hooks\/([^/]+)$/.exec(event.rawPath) ?? [];
  if (!NAME.test(name)) throw new NotFound("there is no source with this name: create it first");
  const { method } = event.requestContext.http;
  if (method !== "POST") throw new HttpError(405, `not for ${method}`, { allow: "POST" });
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (bytes.length > MAX_BYTES)
    throw new HttpError(413, `a body may be at most ${MAX_BYTES} bytes`);
  const source = await findSource(world, name);
  if (!source) throw new NotFound("there is no source with this name: create it first");
  const text = bytes.toString("utf8");
  await verify(world, source.data, text, event.headers);
  const id = check(WebhookId, event.headers["webhook-id"], "webhook-id");
  await acceptEvent(world, `${name}:${id}`, check(Incoming, parseJson(text), "body"));
}
