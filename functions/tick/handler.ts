import type { WorldOf } from "#shared/ports/world.ts";
import { sweep } from "#shared/wheel/index.ts";
import { forSchedule } from "../compose.ts";
import type { trigger } from "./trigger.ts";

/** Dead letters go back by themselves so often; after that a person must look (and the alarm stays). */
const REDRIVES = 3;
const REDRIVE_LIMIT = 100;

export const createHandler = (world: WorldOf<typeof trigger.uses>) =>
  forSchedule("tick", async () => {
    const later = await sweep(world, "q");
    const near = await sweep(world, "m");
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
