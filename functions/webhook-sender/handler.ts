import { makeRequests } from "#shared/automation/requests/index.ts";
import { WebhookCalls } from "#shared/queue/index.ts";
import { forInvoke } from "../runtime/for-invoke.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";

export const createHandler = (world: WorldOf<typeof manifest.uses>) =>
  forInvoke("webhook-sender", (event: unknown) =>
    makeRequests(world, WebhookCalls.parse(event).requests),
  );
