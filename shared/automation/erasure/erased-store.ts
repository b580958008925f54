import { eachPage } from "#shared/kernel/each-page.ts";
import { WORKSPACE } from "#shared/kernel/ids.ts";
import type { Delete, Key, Put, TableReader } from "#shared/ports/table.ts";

/**
 * An erased contact (epoch milliseconds), and whether a job that ran meanwhile may have gathered
 * it.
 */
export type Erased = { contact: string; at: number; duringJobs: boolean };

const PK = `${WORKSPACE}#erased`;
const keyOf = (contact: string): Key<"index"> => ({ table: "index", pk: PK, sk: contact });

/** Stays until no trace of the contact can be left. */
export const putErased = (erased: Erased): Put<"index"> => ({
  put: keyOf(erased.contact),
  v: 1,
  data: erased,
  expect: "any",
});

export const deleteErased = (contact: string): Delete<"index"> => ({
  delete: keyOf(contact),
  expect: "any",
});

/** Whether a contact of our id was erased, as long as that is noted. */
export const wasErased = async ({ table }: { table: TableReader<"index"> }, contact: string) =>
  (await table.get(keyOf(contact))) !== undefined;

/** The contacts erased up to an instant. */
export async function readErased(
  { table }: { table: TableReader<"index"> },
  upTo: number,
): Promise<Erased[]> {
  const found: Erased[] = [];
  const read = (after?: string) =>
    table.query<Erased>("index", PK, {}, { after, consistent: true });
  for await (const page of eachPage(read)) found.push(...page.map(({ data }) => data));
  return found.filter(({ at }) => at <= upTo);
}
