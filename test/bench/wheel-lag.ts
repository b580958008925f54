import { OffsetClock } from "#shared/adapters/embedded/clock.ts";
import { openFolder } from "#shared/adapters/embedded/folder.ts";
import { Meta } from "#shared/adapters/embedded/meta.ts";
import { SqliteQueue } from "#shared/adapters/embedded/queue.ts";
import { SqliteTable } from "#shared/adapters/embedded/table.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { packReferences, sweep, writePacks } from "#shared/wheel/index.ts";
import { Random } from "#test/simulation/random.ts";
import { newFolder, removeFolder } from "#test/support/program.ts";
import type { Measurement } from "./row.ts";
import { TimedQueue } from "./timed-queue.ts";

const TIMERS = 1_000;
const FULL_TIMERS = 1_000_000;
/** They are due within a day that begins after every writer is done; six hours of it are measured. */
const LEAD_MS = HOUR_MS;
const SPREAD_MS = DAY_MS;
const MEASURED_MS = 6 * HOUR_MS;
/** Timers of one writer, and writers at once. */
const WRITE = 100;
const WRITERS = 20;

/**
 * How late a consumer can have what is due, in ninety-nine of a hundred cases: timers that wait on disk, spread evenly
 * over a day, swept minute by minute as `tick` does. The clock is moved from one minute to the next and runs with the
 * machine's while a sweep reads, hands on and stores; whatever that takes, is counted.
 */
export const wheelLagRow: Measurement = {
  units: { wheel_lag_ms: "ms" },
  measure: async ({ full }) => {
    const path = newFolder();
    const { database, close } = openFolder(path);
    const clock = new OffsetClock(new Meta(database));
    const table = new SqliteTable(database, clock);
    const queue = new TimedQueue(new SqliteQueue(database, clock), clock);
    const world = { table, queue, clock };
    const sweepBoth = async () =>
      (await sweep(world, "q")).handedOn + (await sweep(world, "m")).handedOn;
    await sweepBoth();
    const start = nextMinute(clock.now() + LEAD_MS);
    await writeTimers(world, full ? FULL_TIMERS : TIMERS, start);
    while (clock.now() < start + MEASURED_MS) {
      // A millisecond into the minute, when the process sweeps.
      await clock.moveTo(Math.max(start, nextMinute(clock.now())) + 1);
      await queue.drain("work");
      await sweepBoth();
    }
    close();
    removeFolder(path);
    return { wheel_lag_ms: p99(queue.lateMs) };
  },
};

const nextMinute = (at: number) => (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS;

async function writeTimers(
  { table, clock }: { table: SqliteTable; clock: OffsetClock },
  timers: number,
  start: number,
): Promise<void> {
  const random = new Random(1);
  let written = 0;
  const writer = async () => {
    while (written < timers) {
      const first = written;
      written += WRITE;
      const references = Array.from({ length: WRITE }, (_, i) => ({
        kind: "run" as const,
        contact: `c_${String(first + i).padStart(17, "0")}`,
        sequence: "welcome",
        entryKey: "once",
        at: start + random.below(SPREAD_MS),
      }));
      await writePacks({ table }, packReferences(references, clock.now()));
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

/** @throws Error when something came before its instant, or nothing at all */
function p99(lateMs: number[]): number {
  const sorted = lateMs.toSorted((a, b) => a - b);
  if (!(sorted[0]! >= 0)) throw new Error(`due in ${sorted[0]} ms, but already handed on`);
  return sorted[Math.floor(sorted.length * 0.99)]!;
}
