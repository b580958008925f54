import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { itemBytes } from "./item-size.ts";

export type Attributes = Record<string, AttributeValue>;
export type Stored = { sk: string; item: Attributes; bytes: number };

/** Items by partition, in the order of their sort keys (ASCII, as all of ours are). */
export class Store {
  readonly #partitions = new Map<string, Stored[]>();

  get(pk: string, sk: string): Stored | undefined {
    const rows = this.#partitions.get(pk) ?? [];
    const row = rows[findPlace(rows, sk)];
    return row?.sk === sk ? row : undefined;
  }

  put(pk: string, sk: string, item: Attributes): void {
    const rows = this.partition(pk);
    const place = findPlace(rows, sk);
    const found = rows[place]?.sk === sk ? 1 : 0;
    rows.splice(place, found, { sk, item, bytes: itemBytes(item) });
  }

  delete(pk: string, sk: string): void {
    const rows = this.partition(pk);
    const place = findPlace(rows, sk);
    if (rows[place]?.sk === sk) rows.splice(place, 1);
  }

  partition(pk: string): Stored[] {
    const rows = this.#partitions.get(pk) ?? [];
    this.#partitions.set(pk, rows);
    return rows;
  }

  /** All that is kept, as bytes. */
  bytes(): number {
    const rows = [...this.#partitions.values()].flat();
    return rows.reduce((sum, row) => sum + row.bytes, 0);
  }
}

/** Where `sk` stands, or would. */
function findPlace(rows: Stored[], sk: string): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.sk < sk) low = middle + 1;
    else high = middle;
  }
  return low;
}
