import type { ContactEvent } from "#shared/audience/conditions/index.ts";
import { contactPk, LAST } from "#shared/audience/partition/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { MAX_EVENTS_READ } from "#shared/kernel/retention.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { TableReader } from "#shared/ports/table.ts";
import { TABLE_LIMITS } from "#shared/ports/table-limits.ts";
import { type EventRow, type HistoryRow, toContactEvent } from "./event-row.ts";
import { eventKey, historyPrefix } from "./event-store.ts";
import { comparePositions } from "./position.ts";
import { boundsOf, type WantedHistory } from "./wanted-history.ts";

/**
 * Up to this many names are queried one by one: a read unit each, which costs less than reading the
 * tail.
 */
const FEW_NAMES = 4;
/**
 * Rows a name (some 200 bytes each, at most 600) with which reading the tail costs less than the
 * queries that it may save.
 */
const TAIL_ROWS = 6;
const QUERY_WIDTH = 25;

type Reads = { table: TableReader<"people"> };
type Rows = Map<string, HistoryRow[]>;

/**
 * A contact's events of each name, newest first, complete as far as wanted; at most {@link
 * MAX_EVENTS_READ} a name. Names without events are missing. One query a name; for many names,
 * first one query of the tail, which suffices for contacts with few events.
 */
export async function readHistory(
  world: Reads,
  contact: string,
  wanted: ReadonlyMap<string, WantedHistory>,
): Promise<Map<string, ContactEvent[]>> {
  const rows = await readHistoryRows(world, contact, wanted);
  const newestFirst = (one: HistoryRow, other: HistoryRow) => comparePositions(other, one);
  return new Map(
    [...rows].map(([name, list]) => [name, list.toSorted(newestFirst).map(toContactEvent)]),
  );
}

/** The same as rows with the events' ids; with data where wanted. */
export async function readHistoryRows(
  world: Reads,
  contact: string,
  wanted: ReadonlyMap<string, WantedHistory>,
): Promise<Rows> {
  const rows = await readRows(world, contact, wanted);
  for (const [name, list] of rows) {
    const { from, newest, all } = boundsOf(wanted.get(name)!);
    const kept = list.filter(({ at }, i) => at >= all || (at >= from && i < newest));
    rows.set(name, wanted.get(name)!.data ? await withWholeData(world, contact, kept) : kept);
  }
  return rows;
}

async function readRows(
  world: Reads,
  contact: string,
  wanted: ReadonlyMap<string, WantedHistory>,
): Promise<Rows> {
  const rows: Rows = new Map();
  let open = [...wanted.keys()];
  if (open.length > FEW_NAMES) open = await readTail(world, contact, open, rows);
  const lists = await mapConcurrently(open, QUERY_WIDTH, (name) =>
    readName(world, contact, name, wanted.get(name)!),
  );
  for (const [n, name] of open.entries()) if (lists[n]!.length > 0) rows.set(name, lists[n]!);
  return rows;
}

/**
 * Reads the last rows between the first and the last name; returns the names that it did not
 * complete.
 */
async function readTail(
  { table }: Reads,
  contact: string,
  names: string[],
  rows: Rows,
): Promise<string[]> {
  const prefixes = names
    .map((name) => ({ name, prefix: historyPrefix(name), order: Buffer.from(historyPrefix(name)) }))
    .toSorted((a, b) => Buffer.compare(a.order, b.order));
  const range = { from: prefixes[0]!.prefix, to: `${prefixes.at(-1)!.prefix}${LAST}` };
  const options = { reverse: true, limit: TAIL_ROWS * names.length, consistent: true };
  const page = await table.query<HistoryRow>("people", contactPk(contact), range, options);
  const end = page.cursor === undefined ? undefined : Buffer.from(page.cursor);
  const isComplete = (order: Buffer) => end === undefined || Buffer.compare(order, end) > 0;
  const complete = prefixes.filter(({ order }) => isComplete(order));
  for (const { name, prefix } of complete) {
    const list = page.items.filter(({ sk }) => sk.startsWith(prefix)).map(({ data }) => data);
    if (list.length > 0) rows.set(name, list);
  }
  return prefixes.slice(0, prefixes.length - complete.length).map(({ name }) => name);
}

async function readName(
  { table }: Reads,
  contact: string,
  name: string,
  wanted: WantedHistory,
): Promise<HistoryRow[]> {
  const prefix = historyPrefix(name);
  const { from, newest, all } = boundsOf(wanted);
  const rows: HistoryRow[] = [];
  let after: string | undefined;
  do {
    const more = newest - rows.length;
    const since = more > 0 ? Math.min(from, all) : all;
    const range = { from: `${prefix}${oldestFirst(Math.max(0, since))}`, to: `${prefix}${LAST}` };
    const limit = Math.min(more > 0 ? more : MAX_EVENTS_READ - rows.length, TABLE_LIMITS.page);
    const options = { reverse: true, limit, after, consistent: true };
    const page = await table.query<HistoryRow>("people", contactPk(contact), range, options);
    rows.push(...page.items.map(({ data }) => data));
    after = page.cursor;
  } while (
    after !== undefined &&
    rows.length < MAX_EVENTS_READ &&
    (rows.length < newest || (rows.at(-1)?.at ?? all) >= all)
  );
  return rows;
}

/** The rows with data that is stored in rows of its own, in order. */
export async function withWholeData<R extends HistoryRow>(
  world: Reads,
  contact: string,
  rows: R[],
): Promise<(R & Pick<EventRow, "data">)[]> {
  const large = rows.filter(({ data }) => data === undefined);
  const found = await readEventData(world, contact, large);
  const dataOf = new Map(large.map((row, i) => [row, found[i]]));
  return rows.map((row) => ({ ...row, data: row.data ?? dataOf.get(row) ?? {} }));
}

/** The data of events, in order; undefined for an expired event. */
export async function readEventData(
  { table }: Reads,
  contact: string,
  events: { id: string; at: number }[],
): Promise<(EventRow["data"] | undefined)[]> {
  const keys = events.map(({ at, id }) => eventKey(contact, at, id));
  const rows = await getRows<"people", EventRow>(table, keys);
  return rows.map((row) => row?.data.data);
}
