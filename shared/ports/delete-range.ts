import { eachPage } from "#shared/kernel/each-page.ts";
import type { Range, Table, TableName } from "./table.ts";

const PAGE = 100;

/**
 * Deletes the rows of a range of a partition, including expired ones.
 * @throws the error that kept a row from being deleted
 */
export async function deleteRange<T extends TableName>(
  table: Table<T, T>,
  name: T,
  pk: string,
  range: Range,
): Promise<void> {
  const read = (after?: string) =>
    table.query(name, pk, range, { limit: PAGE, after, consistent: true, expired: true });
  for await (const items of eachPage(read)) {
    const rows = items.map(
      ({ sk }) => ({ delete: { table: name, pk, sk }, expect: "any" }) as const,
    );
    const failure = (await table.writeEach(rows)).find((error) => error !== undefined);
    if (failure) throw failure;
  }
}
