import type { SqliteQueue } from "#shared/adapters/sqlite/queue.ts";
import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import { pkStart, WHEELS, type Wheel } from "#shared/scheduler/index.ts";
import type { Schedule } from "./schedule.ts";

/** When the tick began last, and when the next one begins. */
export type Ticks = { last: number; next: number };

/**
 * The next instant at which something is due, on a queue or for an invocation that naps; or on the
 * wheel, which only the next tick hands on.
 */
export function nextInstant(
  {
    table,
    queue,
    schedule,
  }: { table: SqliteTable; queue: SqliteQueue; schedule: Pick<Schedule, "nextAt"> },
  ticks: Ticks,
): number | undefined {
  const slots = (Object.keys(WHEELS) as Wheel[]).map((wheel) => {
    const number = Math.floor(ticks.last / WHEELS[wheel].slotMs) + 1;
    const pk = table.firstPk("due", `${wheel}#${String(number).padStart(9, "0")}`);
    return pk?.startsWith(`${wheel}#`) ? Math.max(pkStart(pk), ticks.next) : undefined;
  });
  const instants = [queue.nextVisibleAt(), schedule.nextAt, ...slots].filter(
    (at) => at !== undefined,
  );
  return instants.length === 0 ? undefined : Math.min(...instants);
}
