import { cpuMs, systemClock } from "#shared/adapters/aws/clock.ts";
import { createHandler } from "./handler.ts";

export const handler = createHandler({ cpuMs, monotonicMs: systemClock.monotonicMs });
