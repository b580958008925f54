import canonicalize from "canonicalize";
import { contactKey } from "#shared/audience/partition/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Put, Table, TableReader } from "#shared/ports/table.ts";

/**
 * An event that its sender gave an id, so that it counts once: its place (`at` in epoch
 * milliseconds) and content.
 */
export type RecordedEvent = {
  contact: string;
  id: string;
  at: number;
  ordinal?: number | undefined;
  content: string;
};

/** What came first under an id: its place and its content. */
export type Before = Pick<RecordedEvent, "at" | "ordinal" | "content">;

/**
 * A guard of an earlier version does not say what its event was: it stands for any that comes under
 * its id.
 */
type Stored = Omit<Before, "content"> & { content?: string };

type Reads = { table: TableReader<"people"> };
type GuardWorld = { table: Table<"people", "people"> };

const KEEP_MS = 7 * DAY_MS;
const MAX_ROWS = 100;

/**
 * What an event says, whatever the order of its keys: its instant is not of it, for who sends again
 * may tell another.
 */
export const contentOf = ({ name, data }: { name: string; data: object }): string =>
  digest(name, canonicalize(data)!);

/** For each event what came before under its id within seven days; changes nothing. */
export const findRecordedEvents = (
  world: Reads,
  events: RecordedEvent[],
): Promise<(Before | undefined)[]> => inBatches(events, (some) => readGuards(world, some));

/**
 * Guards each event by its id for seven days. Returns, for each, undefined when it is new, else
 * what came first under its id. No event may be named twice.
 * @throws Unavailable when a guard may be missing
 */
export const recordEventIds = (
  world: GuardWorld,
  events: RecordedEvent[],
  now: number,
): Promise<(Before | undefined)[]> => inBatches(events, (some) => guardSome(world, some, now));

async function inBatches<T>(
  events: RecordedEvent[],
  work: (some: RecordedEvent[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (const some of chunksOf(events, MAX_ROWS)) found.push(...(await work(some)));
  return found;
}

async function guardSome({ table }: GuardWorld, events: RecordedEvent[], now: number) {
  const results = await table.writeEach(events.map((event) => guard(event, now)));
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  const known = events.filter((_, i) => results[i]);
  const before = await readGuards({ table }, known);
  // A guard that ran out between the two steps was of an event like this one, for all that is
  // known.
  const found = new Map(known.map((event, i) => [event, before[i] ?? event]));
  return events.map((event) => found.get(event));
}

async function readGuards(
  { table }: Reads,
  events: RecordedEvent[],
): Promise<(Before | undefined)[]> {
  if (events.length === 0) return [];
  const keys = events.map(({ contact, id }) => contactKey(contact, `g#${id}`));
  const rows = await table.getMany<Stored>(keys, { consistent: true });
  return rows.map((row, i) => row && { content: events[i]!.content, ...row.data });
}

const guard = (
  { contact, id, at, ordinal, content }: RecordedEvent,
  now: number,
): Put<"people"> => ({
  put: contactKey(contact, `g#${id}`),
  v: 1,
  data: { at, ordinal, content } satisfies Before,
  expiresAt: now + KEEP_MS,
  expect: "absent",
});
