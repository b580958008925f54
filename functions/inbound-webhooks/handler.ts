import { forHttp } from "../runtime/for-http.ts";
import type { InboundWebhooksWorld } from "./accept-event.ts";
import { answer } from "./answer.ts";

/** Events that customers' systems post, signed by Standard Webhooks. */
export const createHandler = (world: InboundWebhooksWorld) =>
  forHttp("inbound-webhooks", (event, log) => answer(world, event, log));
