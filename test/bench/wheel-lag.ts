import { OffsetClock } from "#shared/adapters/local/offset-clock.ts";
import { openFolder } from "#shared/adapters/sqlite/data-folder.ts";
import { Meta } from "#shared/adapters/sqlite/meta.ts";
import { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { sweep } from "#shared/scheduler/index.ts";
import { removeFolder, tempFolder } from "#test/support/temp-folder.ts";
import type { Measurement } from "./row.ts";
import { TimedQueue } from "./timed-queue.ts";
import { writeTimers } from "./write-timers.ts";

const DAY = { spreadMs: DAY_MS, measuredMs: 6 * HOUR_MS };
const QUARTER_HOUR = { spreadMs: 15 * MINUTE_MS, measuredMs: 15 * MINUTE_MS };
/** Time for the writers, so that nothing is due before they are done. */
const LEAD_MS = HOUR_MS;

/**
 * How late a consumer can have what is due, in ninety-nine of a hundred cases: timers on disk,
 * evenly spread and swept minute by minute as `tick` does. A thousand of them are due within a day,
 * of which six hours are measured, or a million; a burst are 300,000 within a quarter of an hour.
 * The clock is moved from one minute to the next, and runs with the machine's while a sweep reads,
 * hands on and stores; whatever that takes is counted.
 */
export const wheelLagRows: Measurement = {
  units: { wheel_lag_ms: "ms", wheel_burst_lag_ms: "ms" },
  measure: async ({ full }): Promise<Record<string, number>> =>
    full
      ? {
          wheel_lag_ms: await measureLag(1_000_000, DAY),
          wheel_burst_lag_ms: await measureLag(300_000, QUARTER_HOUR),
        }
      : { wheel_lag_ms: await measureLag(1_000, DAY) },
};

async function measureLag(timers: number, { spreadMs, measuredMs }: typeof DAY): Promise<number> {
  const path = tempFolder();
  const { database, close } = openFolder(path);
  const clock = new OffsetClock(new Meta(database));
  const table = new SqliteTable(database, clock);
  const queue = new TimedQueue(new SqliteQueue(database, clock), clock);
  const tick = async () => {
    await sweep({ table, queue, clock }, "q");
    await sweep({ table, queue, clock }, "m");
  };
  await tick();
  const start = nextMinute(clock.now() + LEAD_MS);
  await writeTimers({ table, clock }, { timers, start, spreadMs });
  while (clock.now() < start + measuredMs) {
    // A millisecond into the minute, when the process sweeps.
    await clock.moveTo(Math.max(start, nextMinute(clock.now())) + 1);
    await queue.drain("work");
    await tick();
  }
  close();
  removeFolder(path);
  return p99(queue.lateMs);
}

const nextMinute = (at: number) => (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;

/** @throws Error when something came before its instant, or nothing at all */
function p99(lateMs: number[]): number {
  const sorted = lateMs.toSorted((a, b) => a - b);
  if (!(sorted[0]! >= 0)) throw new Error(`due in ${-sorted[0]!} ms, but already handed on`);
  return sorted[Math.floor(sorted.length * 0.99)]!;
}
