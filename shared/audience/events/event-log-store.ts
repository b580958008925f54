import { contactPk, LAST } from "#shared/audience/partition/index.ts";
import { oldestFirst } from "#shared/kernel/ids.ts";
import { mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import type { Item, TableReader } from "#shared/ports/table.ts";
import type { HistoryRow } from "./event-row.ts";
import { historyPrefix, nameIn } from "./event-store.ts";
import { comparePositions } from "./position.ts";

type Reads = { table: TableReader<"people"> };
/** An event from its name's history: without data where that is large. */
export type LoggedEvent = HistoryRow & { name: string };

/** The first query's limit: all that most contacts have. */
const FIRST_ROWS = 1_000;
const WIDTH = 25;

/**
 * A contact's events of all names up to an instant, newest first, of each name at least until
 * `isEnough`. Rows are stored by name: a contact with many takes queries for each name.
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

/** All event names of a contact, skipping from each to the next. */
async function readNames({ table }: Reads, pk: string): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await table.query("people", pk, { prefix: "d#" }, { limit: 1, after });
    const [row] = page.items;
    if (!row && page.cursor === undefined) return names;
    if (row) names.push(nameIn(row.sk));
    // If the row has expired, the next may have the same name.
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
