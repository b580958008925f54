import { SECOND_MS } from "#shared/kernel/time.ts";
import type { WorldOf } from "#shared/ports/world.ts";
import { sweep } from "#shared/wheel/index.ts";
import { forSchedule } from "../for-schedule.ts";
import { QueueLag } from "./queue-lag.ts";
import type { trigger } from "./trigger.ts";

/** Dead letters go back by themselves so often; after that a person must look (and the alarm stays). */
export const REDRIVES = 3;
export const REDRIVE_LIMIT = 100;

/**
 * Of each wheel, within the 55 s that a call may take: a large slot is handed on over several calls, and does not keep the
 * other wheel waiting.
 */
const SWEEP_BUDGET_MS = 20 * SECOND_MS;

/** Runs due within `togetherMs` of each other are handed on together: where every message costs. */
export const createHandler = (world: WorldOf<typeof trigger.uses>, togetherMs?: number) => {
  const queueLag = new QueueLag();
  return forSchedule("tick", async () => {
    const pace = { togetherMs, budgetMs: SWEEP_BUDGET_MS };
    const later = await sweep(world, "q", pace);
    const near = await sweep(world, "m", pace);
    const { redriven, stuck } = await world.deadLetters.redrive({
      limit: REDRIVE_LIMIT,
      upTo: REDRIVES,
    });
    const untakenMs = queueLag.note(await world.backlog.untaken(), world.clock.now());
    return {
      HandedOn: later.handedOn + near.handedOn,
      // Of work that is not handed on, and of work that is and that nobody takes.
      LagMs: Math.max(later.lagMs, near.lagMs, untakenMs),
      DeadLettersRedriven: redriven,
      DeadLettersStuck: stuck,
    };
  });
};
