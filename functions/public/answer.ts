import type {
  APIGatewayProxyStructuredResultV2 as Answer,
  APIGatewayProxyEventV2 as Event,
} from "aws-lambda";
import { type LinkKind, linkKeys, readToken } from "#shared/content/link-tokens/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import type { Log } from "../runtime/middleware.ts";
import { click } from "./click.ts";
import { open } from "./open.ts";
import { HEADERS, notFound, showPage } from "./page.ts";
import { preferences } from "./preferences.ts";
import type { Path, PublicWorld } from "./request.ts";
import { unsubscribe } from "./unsubscribe.ts";

/** `/k` confirms nothing yet: a valid token is not found either. */
const confirm: Path = { methods: ["GET", "HEAD", "POST"], answer: async () => notFound() };

const PATHS: { [K in LinkKind]: Path } = {
  c: click,
  o: open,
  u: unsubscribe,
  p: preferences,
  k: confirm,
};
const ADDRESS = /^\/(?:([cupk])\/([\w.-]+)|(o)\/([\w.-]+)\.gif)$/;

/** Answers a followed link; only the log has the details of a failure. */
export async function answer(world: PublicWorld, event: Event, log: Log): Promise<Answer> {
  const { method } = event.requestContext.http;
  const reply = await answerOrThrow(world, event, log).catch((error: Error) => {
    log("a link failed", { path: event.rawPath.slice(0, 3), error: describeError(error) });
    return showPage({
      status: 503,
      title: "Something went wrong",
      text: "This did not work. Please try again in a minute.",
    });
  });
  return method === "HEAD" ? { statusCode: reply.statusCode, headers: reply.headers } : reply;
}

async function answerOrThrow(world: PublicWorld, event: Event, log: Log): Promise<Answer> {
  const { method } = event.requestContext.http;
  const [, kind, token, pixel, pixelToken] = ADDRESS.exec(event.rawPath) ?? [];
  const name = (kind ?? pixel) as LinkKind | undefined;
  if (name === undefined) return notFound();
  const { methods, answer } = PATHS[name];
  if (!methods.includes(method)) {
    return { statusCode: 405, headers: { ...HEADERS, allow: methods.join(", ") } };
  }
  const keys = linkKeys(await world.secrets.ring("signing"));
  const payload = readToken(keys, name, token ?? pixelToken ?? "");
  return payload === undefined ? notFound() : answer(world, { payload, method, event, log });
}
