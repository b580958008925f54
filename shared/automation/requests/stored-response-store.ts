import { contactKey, contactPk } from "#shared/audience/partition/index.ts";
import { eachPage } from "#shared/kernel/each-page.ts";
import type { Delete, Put, TableReader } from "#shared/ports/table.ts";

const responseKey = (contact: string, digest: string) => contactKey(contact, `i#${digest}`);

/**
 * Row `i#digest` of a contact: an API response that names it is stored for its `Idempotency-Key`.
 */
type Pointer = { digest: string };

/** Leads from a contact to a stored response that names it. */
export const putResponsePointer = (
  contact: string,
  digest: string,
  expiresAt: number,
): Put<"people"> => ({
  put: responseKey(contact, digest),
  v: 1,
  data: { digest } satisfies Pointer,
  expiresAt,
  expect: "any",
});

export const deleteResponsePointer = (contact: string, digest: string): Delete<"people"> => ({
  delete: responseKey(contact, digest),
  expect: "any",
});

/** The digests of all stored responses that name a contact, in pages of at most `limit`. */
export async function* pagesOfResponses(
  { table }: { table: TableReader<"people"> },
  contact: string,
  limit: number,
): AsyncGenerator<string[]> {
  const options = { limit, consistent: true, expired: true };
  const read = (after?: string) =>
    table.query<Pointer>("people", contactPk(contact), { prefix: "i#" }, { ...options, after });
  for await (const page of eachPage(read)) yield page.map(({ data }) => data.digest);
}
