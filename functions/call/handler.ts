import { CallBody, makeRequests } from "#shared/automation/requests/index.ts";
import type { WorldOf } from "#shared/ports/world.ts";
import { forInvoke } from "../runtime/for-invoke.ts";
import type { trigger } from "./trigger.ts";

export const createHandler = (world: WorldOf<typeof trigger.uses>) =>
  forInvoke("call", (event: unknown) => makeRequests(world, CallBody.parse(event).requests));
