import type { WorldOf } from "#shared/ports/world.ts";
import { CallBody, makeRequests } from "#shared/requests/index.ts";
import { forInvoke } from "../for-invoke.ts";
import type { trigger } from "./trigger.ts";

export const createHandler = (world: WorldOf<typeof trigger.uses>) =>
  forInvoke("call", (event: unknown) => makeRequests(world, CallBody.parse(event).requests));
