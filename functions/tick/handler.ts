import type { WorldOf } from "#shared/ports/world.ts";
import { sweep } from "#shared/wheel/index.ts";
import { forSchedule } from "../for-schedule.ts";
import type { trigger } from "./trigger.ts";

/** Dead letters go back by themselves so often; after that a person must look (and the alarm stays). */
export const REDRIVES = 3;
export const REDRIVE_LIMIT = 100;

/** Runs due within `togetherMs` of each other are handed on together: where every message costs. */
export const createHandler = (world: WorldOf<typeof trigger.uses>, togetherMs?: number) =>
  forSchedule("tick", async () => {
    const later = await sweep(world, "q", togetherMs);
    const near = await sweep(world, "m", togetherMs);
    const { redriven, stuck } = await world.deadLetters.redrive({
      limit: REDRIVE_LIMIT,
      upTo: REDRIVES,
    });
    return {
      HandedOn: later.handedOn + near.handedOn,
      LagMs: Math.max(later.lagMs, near.lagMs),
      DeadLettersRedriven: redriven,
      DeadLettersStuck: stuck,
    };
  });
