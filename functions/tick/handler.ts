import { SECOND_MS } from "#shared/kernel/time.ts";
import { saveStatedRate } from "#shared/messaging/handover/index.ts";
import { sweep } from "#shared/scheduler/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import { forSchedule } from "../runtime/for-schedule.ts";
import { STUCK_METRIC } from "../runtime/measure.ts";
import type { WorldOf } from "../runtime/world.ts";
import { QueueLag } from "./queue-lag.ts";
import type { trigger } from "./trigger.ts";

type World = WorldOf<typeof trigger.uses>;

/** Dead letters go back by themselves so often; after that a person must look (and the alarm stays). */
export const REDRIVES = 3;
export const REDRIVE_LIMIT = 100;

/**
 * Of each wheel, within the 55 s that a call may take: a large slot is handed on over several
 * calls, and does not keep the other wheel waiting.
 */
const SWEEP_BUDGET_MS = 20 * SECOND_MS;

/** Runs due within `togetherMs` of each other are handed on together: where every message costs. */
export const createHandler = (world: World, togetherMs?: number) => {
  const queueLag = new QueueLag(world.backlog);
  /** Waits for no provider: it may be silent for seconds. */
  const handOn = async () => {
    const pace = { togetherMs, budgetMs: SWEEP_BUDGET_MS };
    const later = await sweep(world, "q", pace);
    const near = await sweep(world, "m", pace);
    const { redriven, stuck } = await redriveSome(world);
    return { later, near, redriven, stuck, untakenMs: await queueLag.at(world.clock.now()) };
  };
  return forSchedule("tick", async ({ log }) => {
    const [allowance, done] = await Promise.all([
      // SES answers this call once a second for the whole account: what it said before goes on.
      saveStatedRate(world).catch((error: Error) => {
        log("the provider does not state its rate", { error: describeError(error) });
      }),
      handOn(),
    ]);
    const { later, near, redriven, stuck, untakenMs } = done;
    const closedBy = allowance?.closedBy;
    if (closedBy) log("the provider takes no mail", { why: closedBy });
    return {
      HandedOn: later.handedOn + near.handedOn,
      // Of work that is not handed on, and of handed-on work that no function takes.
      LagMs: Math.max(later.lagMs, near.lagMs, untakenMs),
      DeadLettersRedriven: redriven,
      DeadLettersStuck: stuck,
      RateUnknown: allowance ? 0 : 1,
      // What waits for a person.
      [STUCK_METRIC.figure]: stuck + (closedBy ? 1 : 0),
    };
  });
};

/** Counted first: receiving from an empty queue waits for a second, of every minute. */
async function redriveSome({ deadLetters }: World): Promise<{ redriven: number; stuck: number }> {
  if ((await deadLetters.count()) === 0) return { redriven: 0, stuck: 0 };
  return deadLetters.redrive({ limit: REDRIVE_LIMIT, upTo: REDRIVES });
}
