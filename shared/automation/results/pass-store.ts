import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { readTrail } from "#shared/automation/enrollments/index.ts";
import { chunksOf } from "#shared/kernel/chunks.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS, dayOf } from "#shared/kernel/time.ts";
import type { TableReader, TableWriter } from "#shared/ports/table.ts";
import { passesOf } from "./step-passes.ts";

/** As long as events are kept. */
const KEEP_MS = 400 * DAY_MS;
/** DynamoDB takes an expression of 4 KB: some hundred fields. */
const FIELDS_AT_ONCE = 80;
/** Versions of a day are few; more pages than this are not read in a request. */
const MAX_ROWS = 1_000;

const partition = (sequence: string) => `${WORKSPACE}#passes#${sequence}`;

type RunChange = { old?: Enrollment | undefined; next: Enrollment };

/**
 * Counts what runs of a batch passed: one addition per sequence, version and UTC day. An estimate
 * that lost or repeated work may bend.
 */
export async function countPasses(
  { table }: { table: TableWriter<"stats"> },
  runs: RunChange[],
): Promise<void> {
  const rows = new Map<string, { sequence: string; bucket: string; fields: Map<string, number> }>();
  for (const { old, next } of runs) {
    const passes = Object.entries(passesOf(old, next));
    if (passes.length === 0) continue;
    const [last] = readTrail(next.trail.slice(-1));
    const bucket = `${dayOf(last!.at)}#${next.version}`;
    const key = `${next.sequence}#${bucket}`;
    const row = rows.get(key) ?? { sequence: next.sequence, bucket, fields: new Map() };
    rows.set(key, row);
    for (const [name, by] of passes) row.fields.set(name, (row.fields.get(name) ?? 0) + by);
  }
  const additions = [...rows.values()].flatMap(({ sequence, bucket, fields }) =>
    chunksOf([...fields], FIELDS_AT_ONCE).map((some) => ({ sequence, bucket, some })),
  );
  await Promise.all(
    additions.map(({ sequence, bucket, some }) => {
      const expiresAt = Date.parse(bucket.slice(0, 10)) + KEEP_MS;
      const key = { table: "stats" as const, pk: partition(sequence), sk: bucket };
      return table.add(key, Object.fromEntries(some), { expiresAt });
    }),
  );
}

/** What runs passed on the UTC days `from` to `until`, both included, of one version or of all. */
export async function readPasses(
  { table }: { table: TableReader<"stats"> },
  sequence: string,
  { from, until, version }: { from: string; until: string; version?: number | undefined },
): Promise<{ day: string; counts: Record<string, number> }[]> {
  const days: { day: string; counts: Record<string, number> }[] = [];
  const range = { from: `${from}#`, to: `${until}#~` };
  const page = await table.query<Record<string, number>>("stats", partition(sequence), range, {
    limit: MAX_ROWS,
  });
  for (const { sk, data } of page.items) {
    const [day, number] = sk.split("#") as [string, string];
    if (version === undefined || Number(number) === version) days.push({ day, counts: data });
  }
  return days;
}
