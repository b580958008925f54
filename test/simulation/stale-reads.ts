import type { SqliteTable } from "#shared/adapters/sqlite/table.ts";
import type { Item, Key, QueryOptions, Range, TableName, Write } from "#shared/ports/table.ts";
import type { Faults } from "./faults.ts";
import { Heap } from "./heap.ts";
import type { Random } from "./random.ts";

/** So many turns a partition may lag behind for those who did not ask for consistency. */
const MAX_LAG_TURNS = 200;
const MAX_ROWS = 1_000;

type Old = { name: string; rows: Item[]; until: number };

/** Eventually consistent reads: what some partitions held before their last write, for a while. */
export class StaleReads {
  readonly #table: SqliteTable;
  readonly #faults: Faults;
  readonly #random: Random;
  readonly #old = new Map<string, Old>();
  readonly #ends = new Heap<Old>((one, other) => one.until < other.until);

  constructor(table: SqliteTable, faults: Faults, random: Random) {
    this.#table = table;
    this.#faults = faults;
    this.#random = random;
  }

  /** To be called before a write is done. */
  async keep(writes: Write[], turn: number): Promise<void> {
    while (this.#ends.first && this.#ends.first.until <= turn) {
      const { name } = this.#ends.take()!;
      this.#old.delete(name);
    }
    for (const write of writes) {
      const { table, pk } = "put" in write ? write.put : write.delete;
      const name = `${table} ${pk}`;
      if (this.#old.has(name) || !this.#faults.happens("stale")) continue;
      const { items } = await this.#table.query(table, pk, {}, { limit: MAX_ROWS });
      const old = { name, rows: items, until: turn + this.#random.below(MAX_LAG_TURNS) };
      this.#old.set(name, old);
      this.#ends.add(old);
    }
  }

  /** The rows that a reader sees instead of the newest; undefined when those are the newest. */
  rows(table: TableName, pk: string, turn: number, consistent: boolean): Item[] | undefined {
    const name = `${table} ${pk}`;
    const old = this.#old.get(name);
    return old && old.until > turn && !consistent ? old.rows : undefined;
  }
}

/** A row among the old ones, as `get` answers it. */
export const pick = (rows: Item[], { sk }: Key): Item | undefined =>
  rows.find((row) => row.sk === sk);

/** The old rows of a range, as one page; a page of the newest goes on from there. */
export function pageOf(rows: Item[], range: Range, { after, reverse, limit }: QueryOptions) {
  const inRange = rows.filter(({ sk }) => {
    if (after !== undefined && (reverse ? sk >= after : sk <= after)) return false;
    if ("prefix" in range) return sk.startsWith(range.prefix);
    return (
      (range.from === undefined || sk >= range.from) && (range.to === undefined || sk <= range.to)
    );
  });
  const ordered = reverse ? inRange.toReversed() : inRange;
  const items = ordered.slice(0, limit ?? MAX_ROWS);
  return { items, cursor: items.length < ordered.length ? items.at(-1)?.sk : undefined };
}
