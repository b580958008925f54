import type { TableName, TableWriter, Write } from "#shared/ports/table.ts";
import { writeMany } from "#shared/ports/write-many.ts";

/** Writes any number of rows, each by itself. @throws the first failure, after all were tried */
export async function writeAll<W extends TableName>(
  { table }: { table: TableWriter<W> },
  writes: Write<W>[],
): Promise<void> {
  const failure = (await writeMany(table, writes)).find((error) => error !== undefined);
  if (failure) throw failure;
}
