import canonicalize from "canonicalize";
import { contactKey } from "#shared/audience/partition/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { Conflict } from "#shared/kernel/errors.ts";
import { digest } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Put, Table, TableReader } from "#shared/ports/table.ts";

/** An event with a sender's id, to be counted once; `at` in epoch milliseconds. */
export type RecordedEvent = {
  contact: string;
  id: string;
  at: number;
  ordinal?: number | undefined;
  content: string;
};

/** The position and content of the first event with an id. */
export type FirstSeen = Pick<RecordedEvent, "at" | "ordinal" | "content">;

/** Rows of an earlier version have no content: they match any event with their id. */
type Stored = Omit<FirstSeen, "content"> & { content?: string };

type Reads = { table: TableReader<"people"> };
type GuardWorld = { table: Table<"people", "people"> };

const KEEP_MS = 7 * DAY_MS;
const MAX_ROWS = 100;

/**
 * Digest of an event's name and data, independent of key order. Not of its instant: a retry may
 * report another.
 */
export const contentDigest = ({ name, data }: { name: string; data: object }): string =>
  digest(name, canonicalize(data)!);

/**
 * For each event, the first event recorded under its id within seven days, if any. Writes nothing.
 */
export const findRecordedEvents = (
  world: Reads,
  events: RecordedEvent[],
): Promise<(FirstSeen | undefined)[]> => inBatches(events, (some) => readFirstSeen(world, some));

/**
 * Records each event's id for seven days. Returns undefined for a new event, else the first event
 * recorded under its id. No event may be listed twice.
 * @throws Unavailable when a row may be missing
 */
export const recordEventIds = (
  world: GuardWorld,
  events: RecordedEvent[],
  now: number,
): Promise<(FirstSeen | undefined)[]> => inBatches(events, (some) => recordSome(world, some, now));

async function inBatches<T>(
  events: RecordedEvent[],
  work: (some: RecordedEvent[]) => Promise<T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (const some of chunksOf(events, MAX_ROWS)) found.push(...(await work(some)));
  return found;
}

async function recordSome({ table }: GuardWorld, events: RecordedEvent[], now: number) {
  const results = await table.writeEach(events.map((event) => recordOf(event, now)));
  const failure = results.find((result) => result && !(result instanceof Conflict));
  if (failure) throw failure;
  const known = events.filter((_, i) => results[i]);
  const before = await readFirstSeen({ table }, known);
  // A row that expired between the two calls is taken for an event like this one.
  const found = new Map(known.map((event, i) => [event, before[i] ?? event]));
  return events.map((event) => found.get(event));
}

async function readFirstSeen(
  { table }: Reads,
  events: RecordedEvent[],
): Promise<(FirstSeen | undefined)[]> {
  if (events.length === 0) return [];
  const keys = events.map(({ contact, id }) => contactKey(contact, `g#${id}`));
  const rows = await table.getMany<Stored>(keys, { consistent: true });
  return rows.map((row, i) => row && { content: events[i]!.content, ...row.data });
}

const recordOf = (
  { contact, id, at, ordinal, content }: RecordedEvent,
  now: number,
): Put<"people"> => ({
  put: contactKey(contact, `g#${id}`),
  v: 1,
  data: { at, ordinal, content } satisfies FirstSeen,
  expiresAt: now + KEEP_MS,
  expect: "absent",
});
