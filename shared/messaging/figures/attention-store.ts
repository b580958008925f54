import { digest, WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import type { Key, TableReader, TableWriter, Write } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";

export type Hold = { id: string; until: number };
/** How many mails are held and in doubt: at most `MAX`, which means as many or more. */
type Attention = { held: number; unknown: number };

const MAX = 100;
/** As long as messages are listed. */
const DOUBT_MS = 30 * DAY_MS;

const key = (list: "held" | "doubt", sk: string): Key<"index"> => ({
  table: "index",
  pk: `${WORKSPACE}#${list}`,
  sk,
});

/**
 * Notes held mails, a row for those of a batch that are released within a minute, which expires
 * then; and mails in doubt, a row each until the doubt is over. The rows name no contact.
 */
export async function writeAttention(
  { table }: { table: TableWriter<"index"> },
  { holds, doubts }: { holds: Hold[]; doubts: ReadonlyMap<string, boolean> },
  now: number,
): Promise<void> {
  const groups = Map.groupBy(
    holds.filter(({ until }) => until > now),
    ({ until }) => Math.floor(until / MINUTE_MS),
  );
  const held = [...groups.values()].map((group): Write<"index"> => {
    const expiresAt = Math.max(...group.map(({ until }) => until));
    const data = { mails: group.length };
    const name = digest(...group.map(({ id }) => id), expiresAt);
    return { put: key("held", name), v: 1, data, expiresAt, expect: "any" };
  });
  const doubtful = [...doubts].map(([id, isInDoubt]): Write<"index"> => {
    const row = key("doubt", digest("doubt", id));
    if (!isInDoubt) return { delete: row, expect: "any" };
    return { put: row, v: 1, data: {}, expiresAt: now + DOUBT_MS, expect: "any" };
  });
  await writeMany(table, [...held, ...doubtful]);
}

/** Two small queries. */
export async function readAttention({
  table,
}: {
  table: TableReader<"index">;
}): Promise<Attention> {
  const [held, doubt] = await Promise.all(
    (["held", "doubt"] as const).map((list) =>
      table.query<{ mails?: number }>("index", key(list, "").pk, { from: "" }, { limit: MAX }),
    ),
  );
  const mails = held!.items.reduce((sum, { data }) => sum + (data.mails ?? 0), 0);
  return { held: Math.min(MAX, mails), unknown: Math.min(MAX, doubt!.items.length) };
}
