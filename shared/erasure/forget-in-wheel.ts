import { forgetInJobs } from "#shared/bulk/index.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Queue } from "#shared/ports/queue.ts";
import type { Remains } from "#shared/ports/remains.ts";
import type { Scan } from "#shared/ports/scan.ts";
import type { Table, TableWriter } from "#shared/ports/table.ts";
import { packReferences, packWithout, rewriteLatePacks, writePacks } from "#shared/wheel/index.ts";
import { deleteErased, type Erased, readErased } from "./erased-store.ts";
import { writeAll } from "./write-all.ts";

type ForgetWorld = {
  table: Table<"index" | "due", "index" | "due">;
  queue: Queue<"work">;
  remains: Remains;
  scan: Scan;
  clock: Clock;
};
/** What `work` carries: up to when, and behind which page. */
type Forget = { upTo: number; after?: string | undefined };

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
export const beginForgetting = ({ queue }: Pick<ForgetWorld, "queue">, at: number): Promise<void> =>
  queue.send("work", [{ body: { forget: { upTo: at - LATE_MS } satisfies Forget } }]);

/**
 * Takes the contacts that were erased out of some pages of the wheel, and goes on with the next.
 * Doing it again is harmless.
 */
export async function forgetInWheel(world: ForgetWorld, { upTo, after }: Forget): Promise<void> {
  const erased = await readErased(world, upTo);
  if (erased.length === 0) return;
  const contacts = new Set(erased.map(({ contact }) => contact));
  let place = after;
  for (let page = 0; page < PAGES; page++) {
    const { items, cursor } = await world.scan.due<object>(place);
    await writeAll(
      world,
      items.flatMap((item) => packWithout(item, contacts) ?? []),
    );
    if (cursor === undefined) return finish(world, erased);
    place = cursor;
  }
  await world.queue.send("work", [{ body: { forget: { upTo, after: place } satisfies Forget } }]);
}

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
  await world.remains.overwrite();
}
