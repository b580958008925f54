import { SECOND_MS } from "#shared/kernel/time.ts";
import { saveStatedRate } from "#shared/messaging/handover/index.ts";
import { sweep } from "#shared/scheduler/index.ts";
import { describeError } from "../runtime/describe-error.ts";
import { forSchedule } from "../runtime/for-schedule.ts";
import { STUCK_METRIC } from "../runtime/measure.ts";
import type { WorldOf } from "../runtime/world.ts";
import type { manifest } from "./manifest.ts";
import { QueueLag } from "./queue-lag.ts";

type World = WorldOf<typeof manifest.uses>;

/** How often a dead letter is retried before it is left to an operator. */
export const REDRIVES = 3;
export const REDRIVE_LIMIT = 100;

/**
 * Per wheel, within the function's 55 s: a large slot is dispatched over several ticks and does not
 * delay the other wheel.
 */
const SWEEP_BUDGET_MS = 20 * SECOND_MS;

/**
 * Runs due within `batchWithinMs` of each other are dispatched together, where each message costs.
 */
export const createHandler = (world: World, batchWithinMs?: number) => {
  const queueLag = new QueueLag(world.backlog);
  const dispatchDue = async () => {
    const pace = { batchWithinMs, budgetMs: SWEEP_BUDGET_MS };
    const later = await sweep(world, "q", pace);
    const near = await sweep(world, "m", pace);
    const { redriven, stuck } = await redriveSome(world);
    return { later, near, redriven, stuck, queueLagMs: await queueLag.at(world.clock.now()) };
  };
  return forSchedule("tick", async ({ log }) => {
    const [allowance, result] = await Promise.all([
      // SES allows this call once a second per account; on failure the last known rate applies.
      saveStatedRate(world).catch((error: Error) => {
        log("the provider does not state its rate", { error: describeError(error) });
      }),
      dispatchDue(),
    ]);
    const { later, near, redriven, stuck, queueLagMs } = result;
    const closedBy = allowance?.closedBy;
    if (closedBy) log("the provider takes no mail", { why: closedBy });
    return {
      HandedOn: later.handedOn + near.handedOn,
      // Covers due work that is not dispatched, and queued work that no function takes.
      LagMs: Math.max(later.lagMs, near.lagMs, queueLagMs),
      DeadLettersRedriven: redriven,
      DeadLettersStuck: stuck,
      RateUnknown: allowance ? 0 : 1,
      [STUCK_METRIC.name]: stuck + (closedBy ? 1 : 0),
    };
  });
};

/** Counts first: receiving from an empty queue waits a second, every minute. */
async function redriveSome({ deadLetters }: World): Promise<{ redriven: number; stuck: number }> {
  if ((await deadLetters.count()) === 0) return { redriven: 0, stuck: 0 };
  return deadLetters.redrive({ limit: REDRIVE_LIMIT, upTo: REDRIVES });
}
