import { chunksOf } from "#shared/kernel/chunks.ts";
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
  const calls = chunksOf(writes, TABLE_LIMITS.write).map((some) => table.writeEach(some));
  return (await Promise.all(calls)).flat();
}
