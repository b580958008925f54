import { systemClock } from "#shared/adapters/aws/clock.ts";
import { cpuMs } from "#shared/adapters/cpu-ms.ts";
import { createHandler } from "./handler.ts";

export const handler = createHandler({ cpuMs, monotonicMs: systemClock.monotonicMs });
