import { forHttp } from "../runtime/for-http.ts";
import type { WebhooksWorld } from "./accept-event.ts";
import { answer } from "./answer.ts";

/** Events that others post, signed as Standard Webhooks says. */
export const createHandler = (world: WebhooksWorld) =>
  forHttp("inbound-webhooks", (event, log) => answer(world, event, log));
