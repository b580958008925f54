import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";

export type ApiWorld = WorldOf<typeof manifest.uses>;
