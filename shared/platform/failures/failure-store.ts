import { WORKSPACE } from "#shared/kernel/ids.ts";
import { DAY_MS } from "#shared/kernel/time.ts";
import { getRows } from "#shared/ports/read-rows.ts";
import type { Put, Table, TableReader } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";

/** Why a queue message failed its last attempt. `error`: as it may be logged. */
export type Failure = { error: string; at: number };

/** As long as a queue keeps dead letters. */
const KEEP_MS = 14 * DAY_MS;
const MAX_ERROR_CHARS = 300;

const rowOf = (message: string) =>
  ({ table: "index", pk: `${WORKSPACE}#failure#${message}`, sk: "-" }) as const;

/** Notes why messages became dead letters, by their ids. */
export async function noteFailures(
  { table }: { table: Table<"index", "index"> },
  errors: ReadonlyMap<string, string>,
  now: number,
): Promise<void> {
  const puts = [...errors].map(
    ([message, error]): Put<"index"> => ({
      put: rowOf(message),
      v: 1,
      data: { error: error.slice(0, MAX_ERROR_CHARS), at: now } satisfies Failure,
      expect: "any",
      expiresAt: now + KEEP_MS,
    }),
  );
  await writeMany(table, puts);
}

/** Why each of these messages failed, where it is known. */
export async function readFailures(
  { table }: { table: TableReader<"index"> },
  messages: string[],
): Promise<(Failure | undefined)[]> {
  const items = await getRows<"index", Failure>(table, messages.map(rowOf), {});
  return items.map((item) => item?.data);
}
