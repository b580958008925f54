import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Expect, Item, Key, Put } from "#shared/ports/table.ts";
import { encodeRow } from "#shared/ports/table-limits.ts";

export type Attributes = Record<string, AttributeValue>;

/** Counters are separate attributes, so that `ADD` reaches them. */
const COUNTER = "n_";
export const counterName = (field: string) => `${COUNTER}${field}`;

export const number = (value: number): AttributeValue => ({ N: String(value) });
export const text = (value: string): AttributeValue => ({ S: value });
const numberIn = (attribute: AttributeValue | undefined) =>
  attribute?.N === undefined ? undefined : Number(attribute.N);

export const toKey = ({ pk, sk }: { pk: string; sk: string }): Attributes => ({
  pk: text(pk),
  sk: text(sk),
});

/** The exact instant for our filter, and whole seconds, rounded up, for DynamoDB's TTL. */
export const expiryAttributes = (expiresAt: number | undefined): Attributes =>
  expiresAt === undefined
    ? {}
    : { expiresMs: number(expiresAt), expiresAt: number(Math.ceil(expiresAt / 1000)) };

/** `data` is one JSON string, so that values read back as from SQLite. */
export const toAttributes = (write: Put, writer: string): Attributes => ({
  ...toKey(write.put),
  version: number(versionAfter(write.expect)),
  v: number(write.v),
  data: text(encodeRow(write)),
  writer: text(writer),
  ...expiryAttributes(write.expiresAt),
});

function versionAfter(expect: Expect): number {
  if (typeof expect === "number") return expect + 1;
  return typeof expect === "object" ? expect.below : 1;
}

/** The row in `attributes`, unless it has expired. */
export function toItem<D>(
  table: Key["table"],
  attributes: Attributes | undefined,
  now: number,
): Item<D> | undefined {
  if (!attributes) return undefined;
  const expiresAt = numberIn(attributes.expiresMs);
  if (expiresAt !== undefined && expiresAt <= now) return undefined;
  return {
    table,
    pk: attributes.pk!.S!,
    sk: attributes.sk!.S!,
    version: numberIn(attributes.version) ?? 1,
    v: numberIn(attributes.v) ?? 1,
    data: (attributes.data ? JSON.parse(attributes.data.S!) : toCounters(attributes)) as D,
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** The counters in `attributes`, by the names given to `add`. */
export const toCounters = (attributes: Attributes): Record<string, number> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith(COUNTER))
      .map(([name, value]) => [name.slice(COUNTER.length), numberIn(value)!]),
  );
