import type { TableName, TableWriter, Write } from "./table.ts";
import { TABLE_LIMITS } from "./table-limits.ts";

/**
 * `writeEach` for more rows than one call takes, all calls at once so that they share a commit where a store has one.
 * @throws Unavailable when a call was not answered: any of the rows may have been written
 */
export async function writeMany<W extends TableName>(
  table: TableWriter<W>,
  writes: Write<W>[],
): Promise<(Error | undefined)[]> {
  const calls = Array.from({ length: Math.ceil(writes.length / TABLE_LIMITS.write) }, (_, i) =>
    table.writeEach(writes.slice(i * TABLE_LIMITS.write, (i + 1) * TABLE_LIMITS.write)),
  );
  return (await Promise.all(calls)).flat();
}
