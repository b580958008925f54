import { Conflict } from "#shared/kernel/errors.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Put, Table } from "#shared/ports/table.ts";
import { guardKey } from "./person-store.ts";

/** An event that its sender gave an id, so that it counts once; `at` is epoch milliseconds. */
export type Guarded = { contact: string; id: string; at: number };

type GuardWorld = { table: Table<"people", "people"> };

const KEEP_MS = 7 * DAY_MS;
const MAX_ROWS = 100;

/**
 * Guards each event by its id for seven days. Returns, for each, undefined when it is new, else the instant
 * under which it came first. No event may be named twice.
 * @throws Unavailable when a guard may be missing
 */
export async function guardEvents(
  world: GuardWorld,
  events: Guarded[],
  now: number,
): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (let i = 0; i < events.length; i += MAX_ROWS) {
    found.push(...(await guardSome(world, events.slice(i, i + MAX_ROWS), now)));
  }
  return found;
}

async function guardSome({ table }: GuardWorld, events: Guarded[], now: number) {
  const results = await table.writeEach(events.map((event) => guard(event, now)));
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  const known = events.filter((_, i) => results[i]);
  const keys = known.map(({ contact, id }) => guardKey(contact, id));
  const rows = keys.length > 0 ? await table.getMany<Guarded>(keys, { consistent: true }) : [];
  const instants = new Map(known.map((event, i) => [event, rows[i]?.data.at ?? event.at]));
  return events.map((event) => instants.get(event));
}

const guard = ({ contact, id, at }: Guarded, now: number): Put<"people"> => ({
  put: guardKey(contact, id),
  v: 1,
  data: { at },
  expiresAt: now + KEEP_MS,
  expect: "absent",
});
