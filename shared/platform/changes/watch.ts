import { MINUTE_MS } from "#shared/kernel/time.ts";
import { setWatched, type Watched } from "#shared/platform/live-definitions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { contactNote } from "./note-store.ts";

type World = { table: Table<"library", "library">; clock: Clock };

/** How long writers note changes after a page last asked. */
const LASTS_MS = 3 * MINUTE_MS;
/** Renewed only when less than this is left: one write every two minutes, for all pages. */
const RENEW_MS = MINUTE_MS;
/** They share a small row with the live definitions. */
const MAX_CONTACTS = 20;

/** Lets writers know that pages watch, and which contacts (our ids) they show. */
export async function watch(world: World, contacts: string[]): Promise<void> {
  const now = world.clock.realNow();
  const names = contacts.map(contactNote);
  await setWatched(world, (watched) => renew(watched, names, now));
}

/** The same when nothing needs to be renewed. */
function renew(watched: Watched | undefined, names: string[], now: number): Watched | undefined {
  const isFresh = (until = 0) => until - now > RENEW_MS;
  const old = watched?.contacts ?? {};
  if (isFresh(watched?.until) && names.every((name) => isFresh(old[name]))) return watched;
  const until = now + LASTS_MS;
  const all = { ...old, ...Object.fromEntries(names.map((name) => [name, until])) };
  const kept = Object.entries(all)
    .filter(([, end]) => end > now)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MAX_CONTACTS);
  return { until, ...(kept.length > 0 && { contacts: Object.fromEntries(kept) }) };
}
