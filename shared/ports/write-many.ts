import { chunksOf } from "#shared/kernel/chunks.ts";
import type { TableName, TableWriter, Write } from "./table.ts";
import { TABLE_LIMITS } from "./table-limits.ts";

/**
 * `writeEach` for any number of rows, all calls at once so that they can share a commit.
 * @throws Unavailable when a call got no response: any of the rows may have been written
 */
export async function writeMany<W extends TableName>(
  table: TableWriter<W>,
  writes: Write<W>[],
): Promise<(Error | undefined)[]> {
  const calls = chunksOf(writes, TABLE_LIMITS.write).map((some) => table.writeEach(some));
  return (await Promise.all(calls)).flat();
}
