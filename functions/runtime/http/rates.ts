import { TooMany } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { TokenBuckets } from "#shared/kernel/token-bucket.ts";
import { countSends, type KeyInfo, limitsOf } from "#shared/platform/access/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";

type World = { table: Table<"keys">; clock: Clock };

/** Keys whose rates are remembered. */
const REMEMBERED = 2_000;

/** Requests per second of a key, counted by this process; allows a burst of one second. */
export class RequestRates {
  readonly #buckets = new TokenBuckets(REMEMBERED);

  /** @throws TooMany */
  take(name: string, what: string, perSecond: number | null, nowMs: number): void {
    if (perSecond === null) return;
    const allowance = { burst: perSecond, perSecond };
    const waitMs = this.#buckets.waitMs(name, allowance, nowMs);
    if (waitMs > 0) {
      throw new TooMany(`this key may make ${perSecond} ${what} a second`, waitMs / 1_000);
    }
    this.#buckets.take(name, allowance, nowMs);
  }
}

/**
 * Runs a send within the key's daily limit, which is counted in the store for all processes. A send
 * that is refused or fails is not counted.
 * @throws TooMany
 */
export async function withinDay<T>(
  world: World,
  caller: KeyInfo,
  run: () => Promise<T>,
): Promise<T> {
  const { sendsPerDay } = limitsOf(caller);
  if (sendsPerDay === null) return run();
  const now = world.clock.now();
  if ((await countSends(world, caller.id, 1, now)) > sendsPerDay) {
    // Uncount: otherwise a concurrent send that fails would leave no room for another.
    await countSends(world, caller.id, -1, now);
    const waitMs = DAY_MS - (now % DAY_MS);
    throw new TooMany(`this key may send ${sendsPerDay} mails a day (UTC)`, waitMs / 1_000);
  }
  try {
    return await run();
  } catch (error) {
    await countSends(world, caller.id, -1, now);
    throw error;
  }
}
