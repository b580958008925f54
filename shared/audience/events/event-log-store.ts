import { contactPk } from "#shared/audience/partition/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Item, TableReader } from "#shared/ports/table.ts";
import { historyPrefix, nameIn } from "./event-key-store.ts";
import type { EventRow, HistoryRow } from "./event-row.ts";
import { readEventData } from "./history-store.ts";
import { comparePositions } from "./position.ts";

type Reads = { table: TableReader<"people"> };
/** An event as it lies among those of its name: without data where that is large. */
export type LoggedEvent = HistoryRow & { name: string };

/** So many rows are read at first: all that most contacts have. */
const FIRST_ROWS = 1_000;
/** Queries under way at once. */
const WIDTH = 25;
/** After every id that may follow an instant, and after every name that follows another. */
const LAST = "\u{10ffff}";

/**
 * What a contact did at or before an instant under all names, newest first, at least so many as
 * `isEnough` says of those of one name. Events lie by their names: of a contact with many, each
 * name is asked for its newest.
 */
export async function readEventLog(
  world: Reads,
  contact: string,
  at: number,
  isEnough: (events: LoggedEvent[]) => boolean,
): Promise<LoggedEvent[]> {
  const pk = contactPk(contact);
  const first = await world.table.query<HistoryRow>(
    ...(["people", pk, { prefix: "d#" }, { limit: FIRST_ROWS }] as const),
  );
  const all =
    first.cursor === undefined
      ? first.items.map(toLogged).filter((event) => event.at <= at)
      : await readByName(world, pk, at, isEnough);
  return all.toSorted((one, other) => comparePositions(other, one));
}

async function readByName(world: Reads, pk: string, at: number, isEnough: Enough) {
  const names = await readNames(world, pk);
  const lists = await mapConcurrently(names, WIDTH, (name) =>
    readNewest(world, pk, name, at, isEnough),
  );
  return lists.flat();
}

type Enough = (events: LoggedEvent[]) => boolean;

/** The names of all events of a contact: from each to the next. */
async function readNames({ table }: Reads, pk: string): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await table.query("people", pk, { prefix: "d#" }, { limit: 1, after });
    const [row] = page.items;
    if (!row && page.cursor === undefined) return names;
    if (row) names.push(nameIn(row.sk));
    // Where the row is not shown any more for its age, the next may be of its name.
    after = row ? `${historyPrefix(names.at(-1)!)}${LAST}` : page.cursor;
  }
}

async function readNewest(
  { table }: Reads,
  pk: string,
  name: string,
  at: number,
  isEnough: Enough,
): Promise<LoggedEvent[]> {
  const prefix = historyPrefix(name);
  const range = { from: prefix, to: `${prefix}${oldestFirst(at)}#${LAST}` };
  const events: LoggedEvent[] = [];
  let after: string | undefined;
  do {
    const options = { reverse: true, limit: 100, after };
    const page = await table.query<HistoryRow>("people", pk, range, options);
    events.push(...page.items.map(toLogged));
    after = page.cursor;
  } while (after !== undefined && !isEnough(events));
  return events;
}

const toLogged = ({ sk, data }: Item<HistoryRow>): LoggedEvent => ({ ...data, name: nameIn(sk) });

/** The data of those events that have it in a row of its own; in their order. */
export async function withWholeData(
  world: Reads,
  contact: string,
  events: LoggedEvent[],
): Promise<EventRow[]> {
  const large = events.filter(({ data }) => data === undefined);
  const found = await readEventData(world, contact, large);
  const dataOf = new Map(large.map((event, i) => [event, found[i]]));
  return events.map((event) => ({ ...event, data: event.data ?? dataOf.get(event) ?? {} }));
}
