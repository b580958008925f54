import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { pkStart, WHEELS, type Wheel } from "#shared/scheduler/index.ts";
import type { TestClock } from "#test/support/world.ts";
import type { Schedule } from "./schedule.ts";

/** The next instant at which something is due, on a queue, on the wheel, or for somebody who naps. */
export function nextInstant({
  table,
  queue,
  schedule,
  clock,
}: {
  table: SqliteTable;
  queue: SqliteQueue;
  schedule: Pick<Schedule, "nextAt">;
  clock: TestClock;
}): number | undefined {
  const now = clock.now();
  const slots = (Object.keys(WHEELS) as Wheel[]).map((wheel) => {
    const number = Math.floor(now / WHEELS[wheel].slotMs) + 1;
    const pk = table.firstPk("due", `${wheel}#${String(number).padStart(9, "0")}`);
    return pk?.startsWith(`${wheel}#`) ? pkStart(pk) : undefined;
  });
  const instants = [queue.nextVisibleAt(), schedule.nextAt, ...slots].filter(
    (at) => at !== undefined,
  );
  return instants.length === 0 ? undefined : Math.min(...instants);
}
