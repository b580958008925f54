import { contactKey, contactPk } from "#shared/audience/partition/index.ts";
import { eachPage } from "#shared/kernel/each-page.ts";
import type { Delete, Put, TableReader } from "#shared/ports/table.ts";

const resultKey = (contact: string, digest: string) => contactKey(contact, `i#${digest}`);

/** Row `i#digest` of a person: an answer that names them is kept under an `Idempotency-Key`. */
type Pointer = { digest: string };

/** The row that leads from a contact to the kept answer of that digest, which names them. */
export const putResultPointer = (
  contact: string,
  digest: string,
  expiresAt: number,
): Put<"people"> => ({
  put: resultKey(contact, digest),
  v: 1,
  data: { digest } satisfies Pointer,
  expiresAt,
  expect: "any",
});

export const deleteResultPointer = (contact: string, digest: string): Delete<"people"> => ({
  delete: resultKey(contact, digest),
  expect: "any",
});

/** The digests of all kept answers that name a contact, in pages of at most `limit`. */
export async function* pagesOfResults(
  { table }: { table: TableReader<"people"> },
  contact: string,
  limit: number,
): AsyncGenerator<string[]> {
  const options = { limit, consistent: true, expired: true };
  const read = (after?: string) =>
    table.query<Pointer>("people", contactPk(contact), { prefix: "i#" }, { ...options, after });
  for await (const page of eachPage(read)) yield page.map(({ data }) => data.digest);
}
