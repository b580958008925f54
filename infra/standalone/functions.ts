import { createHandler as api } from "#functions/api/handler.ts";
import { manifest as apiManifest } from "#functions/api/manifest.ts";
import { createHandler as deliver } from "#functions/deliver/handler.ts";
import { manifest as deliverManifest } from "#functions/deliver/manifest.ts";
import { createHandler as feedback } from "#functions/feedback/handler.ts";
import { manifest as feedbackManifest } from "#functions/feedback/manifest.ts";
import { createHandler as inboundWebhooks } from "#functions/inbound-webhooks/handler.ts";
import { manifest as inboundWebhooksManifest } from "#functions/inbound-webhooks/manifest.ts";
import { createHandler as publicPages } from "#functions/public/handler.ts";
import { manifest as publicManifest } from "#functions/public/manifest.ts";
import { createHandler as react } from "#functions/react/handler.ts";
import { manifest as reactManifest } from "#functions/react/manifest.ts";
import type { Manifest } from "#functions/runtime/manifest.ts";
import type { World } from "#functions/runtime/world.ts";
import { createHandler as tick } from "#functions/tick/handler.ts";
import { manifest as tickManifest } from "#functions/tick/manifest.ts";

/** A function as deployed: any event, and a context. */
export type Handler = (event: object, context: object) => Promise<unknown>;
type Create = (world: World) => unknown;

const FUNCTIONS: readonly [Manifest, Create][] = [
  [apiManifest, api],
  [publicManifest, (world) => publicPages(world)],
  [inboundWebhooksManifest, (world) => inboundWebhooks(world)],
  [tickManifest, (world) => tick(world)],
  [reactManifest, (world) => react(world)],
  [deliverManifest, (world) => deliver(world)],
  [feedbackManifest, (world) => feedback(world)],
];

/** Every function but `render` and `webhook-sender`, which ports invoke. */
export const makeFunctions = (world: World): { manifest: Manifest; handler: Handler }[] =>
  FUNCTIONS.map(([manifest, create]) => ({ manifest, handler: create(world) as Handler }));
