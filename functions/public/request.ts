import { Buffer } from "node:buffer";
import type {
  APIGatewayProxyStructuredResultV2 as Answer,
  APIGatewayProxyEventV2 as Event,
} from "aws-lambda";
import { isMachineAgent } from "#shared/messaging/feedback/index.ts";
import type { Log } from "../runtime/middleware.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";

export type PublicWorld = WorldOf<typeof manifest.uses>;

/** A request for a link; `payload` is the verified content of its token. */
export type Request = { payload: string; method: string; event: Event; log: Log };

/** One kind of link. */
export type Path = {
  methods: readonly string[];
  answer: (world: PublicWorld, request: Request) => Promise<Answer>;
};

/** Headers that mark a prefetch, of old and new browsers. */
const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz"];

/**
 * Whether a program made this request: a prefetch or a known bot. In dev mode all agents count as
 * human.
 */
export function isMachine({ runtime }: PublicWorld, { headers }: Event): boolean {
  if (PURPOSES.some((name) => /prefetch|preview/i.test(headers[name] ?? ""))) return true;
  return !runtime.dev && isMachineAgent(headers["user-agent"]);
}

/** The fields of a posted form; of anything else, none. */
export function readForm({ body, isBase64Encoded }: Event): URLSearchParams {
  const text = isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : body;
  return new URLSearchParams(text ?? "");
}
