import type { WorldOf } from "../runtime/world.ts";
import type { trigger } from "./trigger.ts";

export type ApiWorld = WorldOf<typeof trigger.uses>;
