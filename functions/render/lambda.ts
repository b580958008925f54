import { systemClock } from "#shared/adapters/node/clock.ts";
import { cpuMs } from "#shared/adapters/node/cpu-time.ts";
import { createHandler } from "./handler.ts";

export const handler = createHandler({ cpuMs, monotonicMs: systemClock.monotonicMs });
