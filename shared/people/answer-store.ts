import type { Put, TableReader } from "#shared/ports/table.ts";
import { answerKey, personPk } from "./person-store.ts";

/** Row `i#digest` of a person: an answer that names them is kept under an `Idempotency-Key`. */
type Pointer = { digest: string };

/** The row that leads from a contact to the kept answer of that digest, which names them. */
export const putAnswerPointer = (
  contact: string,
  digest: string,
  expiresAt: number,
): Put<"people"> => ({
  put: answerKey(contact, digest),
  v: 1,
  data: { digest } satisfies Pointer,
  expiresAt,
  expect: "any",
});

/** The digests of all kept answers that name a contact. */
export async function readAnswerPointers(
  { table }: { table: TableReader<"people"> },
  contact: string,
): Promise<string[]> {
  const digests: string[] = [];
  let after: string | undefined;
  do {
    const options = { after, consistent: true, expired: true };
    const page = await table.query<Pointer>("people", personPk(contact), { prefix: "i#" }, options);
    digests.push(...page.items.map(({ data }) => data.digest));
    after = page.cursor;
  } while (after !== undefined);
  return digests;
}
