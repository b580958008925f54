import { Buffer } from "node:buffer";
import type {
  APIGatewayProxyStructuredResultV2 as Answer,
  APIGatewayProxyEventV2 as Event,
} from "aws-lambda";
import { isMachineAgent } from "#shared/messaging/feedback/index.ts";
import type { Log } from "../runtime/middleware.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { trigger } from "./trigger.ts";

export type PublicWorld = WorldOf<typeof trigger.uses>;

/** What a path is asked: `payload` is what its token says, checked. */
export type Request = { payload: string; method: string; event: Event; log: Log };

/** One kind of link: what it does for each method. */
export type Path = {
  methods: readonly string[];
  answer: (world: PublicWorld, request: Request) => Promise<Answer>;
};

/** The headers by which browsers, old and new, say that they prefetch. */
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/** Whether a program fetched this. Before a person asked, a browser says so; a developer's tools count as people. */
export function isMachine({ runtime }: PublicWorld, { headers }: Event): boolean {
  if (PURPOSES.some((name) => /prefetch|preview/i.test(headers[name] ?? ""))) return true;
  return !runtime.dev && isMachineAgent(headers["user-agent"]);
}

/** The fields of a posted form; of anything else, none. */
export function readForm({ body, isBase64Encoded }: Event): URLSearchParams {
  const text = isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : body;
  return new URLSearchParams(text ?? "");
}
