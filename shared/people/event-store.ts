import { KEEP_EVENTS_MS } from "#shared/kernel/retention.ts";
import { untilNoConflict } from "#shared/kernel/retry.ts";
import type { Item, Put, Table, TableReader } from "#shared/ports/table.ts";
import { type EventRow, type History, remember, withInstants } from "./history.ts";
import { eventKey, historyKey, personPk, profileKey } from "./person-store.ts";
import type { Profile } from "./profile.ts";

/** A count saturates here: conditions never need to know more. */
const MAX_EVENTS = 1_000;
/** For one read. */
const MAX_HEADS = 100;

/**
 * Stores an event and counts it, once, however often it is called; nothing is stored of whoever was erased.
 * @throws Conflict when it lost too often to other events of this person; the caller tries later
 */
export async function recordEvent(
  { table }: { table: Table<"people", "people"> },
  contact: string,
  event: EventRow,
): Promise<void> {
  const raw: Put<"people"> = {
    put: eventKey(contact, event.at, event.id),
    v: 1,
    data: event,
    expiresAt: event.at + KEEP_EVENTS_MS,
    expect: "absent",
  };
  await untilNoConflict(async () => {
    const [known, head, profile] = await table.getMany<EventRow | History | Profile>(
      [raw.put, historyKey(contact, event.name), profileKey(contact)],
      { consistent: true },
    );
    const isGone = !profile || (profile.data as Profile).erasedAt !== undefined;
    if (known || isGone) return;
    const counted: Put<"people"> = {
      put: historyKey(contact, event.name),
      v: 1,
      data: remember(head?.data as History | undefined, event),
      expect: head?.version ?? "absent",
    };
    await table.write([raw, counted]);
  });
}

type Reads = { table: TableReader<"people"> };

/** What a person did under each of the names; from the heads, or from the raw events where a head is not enough. */
export async function readHistory(
  { table }: Reads,
  contact: string,
  names: string[],
): Promise<Map<string, History>> {
  if (names.length === 0) return new Map();
  const heads: (Item<History> | undefined)[] = [];
  for (let i = 0; i < names.length; i += MAX_HEADS) {
    const keys = names.slice(i, i + MAX_HEADS).map((name) => historyKey(contact, name));
    heads.push(...(await table.getMany<History>(keys, { consistent: true })));
  }
  const short = names.filter((_, i) => heads[i] && !isWhole(heads[i].data));
  const raw = short.length > 0 ? await newestEvents({ table }, contact) : [];
  return new Map(
    names.flatMap((name, i) => {
      const head = heads[i]?.data;
      if (!head) return [];
      return [
        [
          name,
          short.includes(name)
            ? withInstants(
                head,
                raw.filter((event) => event.name === name),
              )
            : head,
        ] as const,
      ];
    }),
  );
}

const isWhole = (head: History) =>
  head.total === head.recent.length && head.recent.every((event) => event.data !== undefined);

async function newestEvents({ table }: Reads, contact: string): Promise<EventRow[]> {
  const rows: EventRow[] = [];
  let after: string | undefined;
  do {
    const page = await table.query<EventRow>(
      "people",
      personPk(contact),
      { prefix: "e#" },
      { reverse: true, limit: MAX_EVENTS - rows.length, after, consistent: true },
    );
    rows.push(...page.items.map((item: Item<EventRow>) => item.data));
    after = page.cursor;
  } while (after !== undefined && rows.length < MAX_EVENTS);
  return rows;
}
