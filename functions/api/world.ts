import type { WorldOf } from "#shared/ports/world.ts";
import type { trigger } from "./trigger.ts";

export type ApiWorld = WorldOf<typeof trigger.uses>;
