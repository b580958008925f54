import { WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS, dayOf } from "#shared/kernel/time.ts";
import type { Key, TableReader, TableWriter } from "#shared/ports/table.ts";

/** Facts of mails, and contacts who unsubscribed by a link in one. */
export const MAIL_COUNTS = [
  "sent",
  "delivered",
  "bounced",
  "complained",
  "opened",
  "clicked",
  "unsubscribed",
] as const;
export type MailCount = (typeof MAIL_COUNTS)[number];
export const isMailCount = (name: string | undefined): name is MailCount =>
  (MAIL_COUNTS as readonly (string | undefined)[]).includes(name);

/** A mail counts once for each, on the UTC day on which it happened. */
export type DailyCounts = { day: string } & Record<MailCount, number>;
/** `sequence`: the one that sent the mail. An unsubscribe link does not name its mail. */
export type Counted = { count: MailCount; at: number; sequence?: string };

/** As long as the counts of steps. */
const KEEP_MS = 400 * DAY_MS;

const key = (sequence: string | undefined, day: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#mails${sequence === undefined ? "" : `#${sequence}`}`,
  sk: day,
});

/**
 * Counts what happened in a batch: one addition per UTC day for the workspace, and one per
 * sequence. An estimate: a failed addition is lost, because the facts are stored by then and would
 * not count again; one whose answer was lost may be made twice.
 */
export async function addDailyCounts(
  { table }: { table: TableWriter<"stats"> },
  counted: Counted[],
): Promise<void> {
  const rows = new Map<string, { row: Key<"stats">; fields: Record<string, number> }>();
  for (const { count, at, sequence } of counted) {
    for (const of of sequence === undefined ? [undefined] : [undefined, sequence]) {
      const row = key(of, dayOf(at));
      const fields = rows.get(JSON.stringify(row))?.fields ?? {};
      fields[count] = (fields[count] ?? 0) + 1;
      rows.set(JSON.stringify(row), { row, fields });
    }
  }
  await Promise.allSettled(
    [...rows.values()].map(({ row, fields }) =>
      table.add(row, fields, { expiresAt: Date.parse(row.sk) + KEEP_MS }),
    ),
  );
}

/** The days from `from` to `until`, both included, on which something happened, oldest first. */
export async function readDailyCounts(
  { table }: { table: TableReader<"stats"> },
  { sequence, from, until }: { sequence?: string | undefined; from: string; until: string },
): Promise<DailyCounts[]> {
  const { pk } = key(sequence, from);
  const range = { from, to: until };
  const { items } = await table.query<Partial<DailyCounts>>("stats", pk, range);
  return items.map(({ sk, data }) => {
    const counts = MAIL_COUNTS.map((count) => [count, data[count] ?? 0]);
    return { day: sk, ...Object.fromEntries(counts) } as DailyCounts;
  });
}
