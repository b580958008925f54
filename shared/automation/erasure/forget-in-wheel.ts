import { defineBulk, eraseFromJobs, fanOut } from "#shared/bulk/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import { eraseFromLog } from "#shared/messaging/log/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { Table, TableWriter } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import { removeContacts, schedule } from "#shared/scheduler/index.ts";
import { deleteErased, type Erased, readErased } from "./erased-store.ts";
import { writeAll } from "./write-all.ts";

type ForgetWorld = {
  table: Table<"index" | "due", "index" | "due">;
  queue: Queue<"work">;
  traces: ExternalTraces;
  scan: Scan;
  clock: Clock;
};
/** Longer than a writer that read a contact before its erasure may still add references. */
const LATE_MS = 30 * MINUTE_MS;
/** Some seconds of work per message. */
const PAGES = 20;

/**
 * Schedules one scan of the timing wheel at the next midnight (UTC) for all contacts erased that
 * day: no key leads from a contact to its references.
 */
export async function planForgetting(
  world: { table: TableWriter<"due">; clock: Clock },
  now: number,
): Promise<void> {
  const at = Math.ceil((now + LATE_MS) / DAY_MS) * DAY_MS;
  await schedule(world, [{ kind: "forget", at }]);
}

/** Starts with the contacts erased long enough before that midnight. */
export const startForgetting = (world: Pick<ForgetWorld, "queue">, at: number): Promise<void> =>
  fanOut(world, forgetFanOut, { upTo: at - LATE_MS });

/** Removes the contacts erased up to an instant from the timing wheel and the log of messages. */
export const forgetFanOut = defineBulk<ForgetWorld, { upTo: number }>({
  kind: "forget",
  shards: 1,
  page: async (world, { input: { upTo }, after }) => {
    const erased = await readErased(world, upTo);
    if (erased.length === 0) return { seen: 0 };
    const contacts = new Set(erased.map(({ contact }) => contact));
    let seen = 0;
    let cursorOfScan = after;
    for (let page = 0; page < PAGES; page++) {
      const { items, cursor } = await world.scan.due<object>(cursorOfScan);
      await writeAll(
        world,
        items.flatMap(
          (item) => removeContacts(item, contacts) ?? eraseFromLog(item, contacts) ?? [],
        ),
      );
      seen += items.length;
      cursorOfScan = cursor;
      if (cursorOfScan === undefined) {
        await finish(world, erased);
        break;
      }
    }
    return { seen, next: cursorOfScan };
  },
});

/** What a job gathered during an erasure is removed when the job is over. */
async function finish(world: ForgetWorld, erased: Erased[]): Promise<void> {
  const during = erased.filter(({ duringJobs }) => duringJobs).map(({ contact }) => contact);
  const isWaiting = during.length > 0 && (await eraseFromJobs(world, during)).isRunning;
  const done = isWaiting ? erased.filter(({ duringJobs }) => !duringJobs) : erased;
  await writeAll(
    world,
    done.map(({ contact }) => deleteErased(contact)),
  );
  if (isWaiting) await planForgetting(world, world.clock.now());
  await world.traces.overwrite();
}
