import { createHandler as api } from "#functions/api/handler.ts";
import { trigger as apiTrigger } from "#functions/api/trigger.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { trigger as deliverTrigger } from "#functions/deliver/trigger.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { trigger as feedbackTrigger } from "#functions/feedback/trigger.ts";
import { createHandler as inboundWebhooks } from "#functions/inbound-webhooks/handler.ts";
import { trigger as inboundWebhooksTrigger } from "#functions/inbound-webhooks/trigger.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { trigger as publicTrigger } from "#functions/public/trigger.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { trigger as reactTrigger } from "#functions/react/trigger.ts";
import type { Trigger } from "#functions/runtime/trigger.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { trigger as tickTrigger } from "#functions/tick/trigger.ts";

/** A function as it is deployed: any event, and a context. */
export type Handler = (event: object, context: object) => Promise<unknown>;
type Create = (world: World) => unknown;

const FUNCTIONS: readonly [Trigger, Create][] = [
  [apiTrigger, api],
  [publicTrigger, (world) => publicPages(world)],
  [inboundWebhooksTrigger, (world) => inboundWebhooks(world)],
  [tickTrigger, (world) => tick(world)],
  [reactTrigger, (world) => react(world)],
  [deliverTrigger, (world) => deliver(world)],
  [feedbackTrigger, (world) => feedback(world)],
];

/** Every function but `render` and `webhook-sender`, which are asked by way of their ports. */
export const makeFunctions = (world: World): { trigger: Trigger; handler: Handler }[] =>
  FUNCTIONS.map(([trigger, create]) => ({ trigger, handler: create(world) as Handler }));
