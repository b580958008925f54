import { createHandler as api } from "#functions/api/handler.ts";
import { manifest as apiTrigger } from "#functions/api/manifest.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { manifest as deliverTrigger } from "#functions/deliver/manifest.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { manifest as feedbackTrigger } from "#functions/feedback/manifest.ts";
import { createHandler as inboundWebhooks } from "#functions/inbound-webhooks/handler.ts";
import { manifest as inboundWebhooksTrigger } from "#functions/inbound-webhooks/manifest.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { manifest as publicTrigger } from "#functions/public/manifest.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { manifest as reactTrigger } from "#functions/react/manifest.ts";
import type { Manifest } from "#functions/runtime/manifest.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { manifest as tickTrigger } from "#functions/tick/manifest.ts";

/** A function as it is deployed: any event, and a context. */
export type Handler = (event: object, context: object) => Promise<unknown>;
type Create = (world: World) => unknown;

const FUNCTIONS: readonly [Manifest, Create][] = [
  [apiTrigger, api],
  [publicTrigger, (world) => publicPages(world)],
  [inboundWebhooksTrigger, (world) => inboundWebhooks(world)],
  [tickTrigger, (world) => tick(world)],
  [reactTrigger, (world) => react(world)],
  [deliverTrigger, (world) => deliver(world)],
  [feedbackTrigger, (world) => feedback(world)],
];

/** Every function but `render` and `webhook-sender`, which are asked by way of their ports. */
export const makeFunctions = (world: World): { manifest: Manifest; handler: Handler }[] =>
  FUNCTIONS.map(([manifest, create]) => ({ manifest, handler: create(world) as Handler }));
