import { digest, oldestFirst, WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import type { Table, TableReader } from "#shared/ports/table.ts";

/**
 * A change that a caller made over the API. `key` and `name`: those of the API key; `id`: of the
 * thing changed, left out where it could tell of a contact; `at` in epoch milliseconds.
 */
export type Activity = {
  at: number;
  key: string;
  name: string;
  via: "key" | "session";
  noun: string;
  id?: string;
  action: string;
};

const KEEP_DAYS = 90;
/** Days without any change that one request looks through. */
const MAX_DAYS_READ = 31;

const dayOf = (at: number) => Math.floor(at / DAY_MS);
const pkOf = (day: number) => `${WORKSPACE}#activity#${day}`;

/** Adds a change, in the partition of its day. `unique` tells it from others of its instant. */
export const addActivity = (
  { table }: { table: Table<"index", "index"> },
  activity: Activity,
  unique: string,
): Promise<void> => {
  const { at, noun, id = "", action } = activity;
  const sk = `${oldestFirst(at)}#${digest(unique, noun, id, action).slice(0, 12)}`;
  const put = { table: "index", pk: pkOf(dayOf(at)), sk } as const;
  const expiresAt = at + KEEP_DAYS * DAY_MS;
  return table.write([{ put, v: 1, data: activity, expect: "any", expiresAt }]);
};

type ActivityPosition = { day: number; after?: string | undefined };

/** A page of changes, the newest first; it may be short where days had none. */
export async function listActivity(
  { table }: { table: TableReader<"index"> },
  now: number,
  limit: number,
  from: ActivityPosition = { day: dayOf(now) },
): Promise<{ items: Activity[]; next?: ActivityPosition }> {
  const items: Activity[] = [];
  const oldest = dayOf(now) - KEEP_DAYS;
  let position = from;
  for (let days = 0; days < MAX_DAYS_READ && position.day >= oldest; days++) {
    const { day, after } = position;
    const options = { limit: limit - items.length, after, reverse: true };
    const page = await table.query<Activity>("index", pkOf(day), {}, options);
    items.push(...page.items.map(({ data }) => data));
    position = page.cursor === undefined ? { day: day - 1 } : { day, after: page.cursor };
    if (items.length >= limit) break;
  }
  return { items, ...(position.day >= oldest && { next: position }) };
}
