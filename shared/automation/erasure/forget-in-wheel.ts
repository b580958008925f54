import { defineBulk, fanOut, forgetInJobs } from "#shared/bulk/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { ExternalTraces } from "#shared/ports/external-traces.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { Table, TableWriter } from "#shared/ports/table.ts";
import type { Queue } from "#shared/queue/index.ts";
import {
  packReferences,
  packWithout,
  rewriteLatePacks,
  writePacks,
} from "#shared/scheduler/index.ts";
import { deleteErased, type Erased, readErased } from "./erased-store.ts";
import { writeAll } from "./write-all.ts";

type ForgetWorld = {
  table: Table<"index" | "due", "index" | "due">;
  queue: Queue<"work">;
  traces: ExternalTraces;
  scan: Scan;
  clock: Clock;
};
/**
 * Longer than a writer that read a contact before its erasure may still write what is due for it.
 */
const LATE_MS = 30 * MINUTE_MS;
/** Some seconds of work: then others get their turn. */
const PAGES = 20;

/**
 * Has the wheel looked through at the next midnight (UTC), once for all contacts that are erased in
 * a day: no key leads from a contact to what was once due for it.
 */
export async function planForgetting(
  world: { table: TableWriter<"due">; clock: Clock },
  now: number,
): Promise<void> {
  const at = Math.ceil((now + LATE_MS) / DAY_MS) * DAY_MS;
  const packs = packReferences([{ kind: "forget", at }], now);
  await writePacks(world, packs);
  await rewriteLatePacks(world, packs);
}

/** Begins with those that were erased long enough before that midnight. */
export const beginForgetting = (world: Pick<ForgetWorld, "queue">, at: number): Promise<void> =>
  fanOut(world, forgetFanOut, { upTo: at - LATE_MS });

/** Takes the contacts that were erased up to an instant out of the wheel. */
export const forgetFanOut = defineBulk<ForgetWorld, { upTo: number }>({
  kind: "forget",
  shards: 1,
  page: async (world, { input: { upTo }, after }) => {
    const erased = await readErased(world, upTo);
    if (erased.length === 0) return { seen: 0 };
    const contacts = new Set(erased.map(({ contact }) => contact));
    let seen = 0;
    let place = after;
    for (let page = 0; page < PAGES; page++) {
      const { items, cursor } = await world.scan.due<object>(place);
      await writeAll(
        world,
        items.flatMap((item) => packWithout(item, contacts) ?? []),
      );
      seen += items.length;
      place = cursor;
      if (place === undefined) {
        await finish(world, erased);
        break;
      }
    }
    return { seen, next: place };
  },
});

/** What a job gathered while a contact was erased is found once the job is over. */
async function finish(world: ForgetWorld, erased: Erased[]): Promise<void> {
  const during = erased.filter(({ duringJobs }) => duringJobs).map(({ contact }) => contact);
  const isWaiting = during.length > 0 && (await forgetInJobs(world, during)).isRunning;
  const done = isWaiting ? erased.filter(({ duringJobs }) => !duringJobs) : erased;
  await writeAll(
    world,
    done.map(({ contact }) => deleteErased(contact)),
  );
  if (isWaiting) await planForgetting(world, world.clock.now());
  await world.traces.overwrite();
}
