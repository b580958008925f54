import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { answer } from "#functions/public/answer.ts";
import type { World } from "#functions/runtime/world.ts";
import { addressHash } from "#shared/audience/profiles/index.ts";
import { linkKey, preferencesUrl, unsubscribeUrl } from "#shared/content/link-tokens/index.ts";
import { makeWorld } from "#test/support/world.ts";
import { sendOne } from "../../messaging/feedback/message.ts";

export const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

export type Given = {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  isBase64Encoded?: boolean;
};

/** A request as API Gateway hands it over. */
export const toEvent = (
  rawPath: string,
  { method = "GET", headers = {}, body, isBase64Encoded = false }: Given = {},
) =>
  ({
    rawPath,
    headers,
    body,
    isBase64Encoded,
    requestContext: { http: { method }, requestId: "r-1" },
  }) as unknown as APIGatewayProxyEventV2;

/** A world with one mail on its way, its links, and a way to follow them. */
export async function openMail(overrides: Partial<World> = {}) {
  const all = makeWorld(overrides);
  const { world, queue, database } = all;
  const { profile, message } = await sendOne(world);
  const site = { publicUrl: "", key: linkKey(await world.secrets.get("signing")) };
  const address = await addressHash(world, profile.email);
  const target = { contact: profile.id, address, topic: "all" };
  const logged: string[] = [];
  const ask = (path: string, given: Given = {}) =>
    answer(
      world,
      toEvent(path, { ...given, headers: { "user-agent": BROWSER, ...given.headers } }),
      (text) => void logged.push(text),
    );
  const bodies = (name: "work" | "feedback") =>
    queue.receive(name, 100).map(({ body }) => JSON.parse(body));
  /** Everything that is stored, to see whether anything changed. */
  const dump = () =>
    ["people", "index", "library", "due", "stats", "rate", "queue"].map((name) =>
      database.sql.prepare(`SELECT * FROM "${name}"`).all(),
    );
  const urls = { u: unsubscribeUrl(site, target), p: preferencesUrl(site, target) };
  return { ...all, profile, message, site, address, urls, ask, bodies, dump, logged };
}
