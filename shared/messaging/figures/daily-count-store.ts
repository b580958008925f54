import { eachPage } from "#shared/kernel/each-page.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { CALLS_AT_ONCE, mapConcurrently } from "#shared/kernel/map-concurrently.ts";
import { DAY_MS, dayOf } from "#shared/kernel/time.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Key, TableReader, TableWriter } from "#shared/ports/table.ts";

/** Facts of mails, and contacts who unsubscribed by a link in one. */
const MAIL_COUNTS = [
  "sent",
  "delivered",
  "bounced",
  "complained",
  "opened",
  "clicked",
  "unsubscribed",
] as const;
type MailCount = (typeof MAIL_COUNTS)[number];
export const isMailCount = (name: string | undefined): name is MailCount =>
  (MAIL_COUNTS as readonly (string | undefined)[]).includes(name);

/** A mail counts once for each, on the UTC day on which it happened. */
type DailyCounts = { day: string } & Record<MailCount, number>;
/** `sequence`: the one that sent the mail. An unsubscribe link does not name its mail. */
export type Counted = { count: MailCount; at: number; sequence?: string };

/** As long as the counts of steps. */
const KEEP_MS = 400 * DAY_MS;

/** Stands for all mails that no sequence sent; no sequence has this name. */
const NONE = "#";
/** A day's row for each sequence, so that a count is one addition. */
const key = (day: string, sequence: string): Key<"stats"> => ({
  table: "stats",
  pk: `${WORKSPACE}#mails#${day}`,
  sk: sequence,
});

type Fields = Record<string, number>;

/**
 * Counts what happened in a batch: one addition per UTC day and sequence. An estimate: a failed
 * addition is lost, because the facts are stored by then and would not count again; one whose
 * answer was lost may be made twice.
 */
export async function addDailyCounts(
  { table }: { table: TableWriter<"stats"> },
  counted: Counted[],
): Promise<void> {
  const groups = Map.groupBy(counted, ({ at, sequence = NONE }) => `${dayOf(at)} ${sequence}`);
  await Promise.allSettled(
    [...groups].map(([name, group]) => {
      const [day, sequence] = name.split(" ") as [string, string];
      const fields: Fields = {};
      for (const { count } of group) fields[count] = (fields[count] ?? 0) + 1;
      const options = { expiresAt: Date.parse(day) + KEEP_MS };
      return table.add(key(day, sequence), fields, options);
    }),
  );
}

type Reads = { table: TableReader<"stats"> };
type Span = { sequence?: string | undefined; from: string; until: string };

/**
 * The days from `from` to `until`, both included, on which something happened, oldest first. A day
 * is one small row of a sequence, and a query of all rows of the workspace.
 */
export async function readDailyCounts(
  world: Reads,
  { sequence, from, until }: Span,
): Promise<DailyCounts[]> {
  const last = Date.parse(until);
  const days: string[] = [];
  for (let at = Date.parse(from); at <= last; at += DAY_MS) days.push(dayOf(at));
  const rows =
    sequence === undefined
      ? await mapConcurrently(days, CALLS_AT_ONCE, (day) => readWorkspace(world, day))
      : await readSequence(world, sequence, days);
  return rows.flatMap((fields, i) => (fields.length === 0 ? [] : [sumOf(days[i]!, fields)]));
}

async function readSequence({ table }: Reads, sequence: string, days: string[]) {
  const keys = days.map((day) => key(day, sequence));
  const rows = await getRows<"stats", Fields>(table, keys, {});
  return rows.map((row) => (row ? [row.data] : []));
}

async function readWorkspace({ table }: Reads, day: string): Promise<Fields[]> {
  const { pk } = key(day, NONE);
  const all: Fields[] = [];
  for await (const page of eachPage((after) => table.query<Fields>("stats", pk, {}, { after }))) {
    all.push(...page.map(({ data }) => data));
  }
  return all;
}

function sumOf(day: string, rows: Fields[]): DailyCounts {
  const counts = MAIL_COUNTS.map((count) => [
    count,
    rows.reduce((sum, { [count]: more = 0 }) => sum + more, 0),
  ]);
  return { day, ...Object.fromEntries(counts) } as DailyCounts;
}
