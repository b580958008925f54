/** The tables; what each holds is in docs/design.md §6. */
export const TABLES = ["people", "library", "due", "index", "stats", "rate", "keys"] as const;
export type TableName = (typeof TABLES)[number];

export type Key<T extends TableName = TableName> = { table: T; pk: string; sk: string };

/** A stored row. `v` is the number of its shape, `expiresAt` epoch milliseconds. */
export type Item<D = unknown> = Key & { version: number; v: number; expiresAt?: number; data: D };

/**
 * What a write expects to find. A row past its `expiresAt` counts as absent.
 * The version afterwards: `absent` → 1, n → n + 1, `{ below: n }` → n, `any` → 1
 * (so `any` is for rows that nobody updates by version).
 */
export type Expect = "absent" | "any" | number | { below: number };

export type Put<T extends TableName = TableName> = {
  put: Key<T>;
  v: number;
  data: object;
  expiresAt?: number;
  expect: Expect;
};
export type Delete<T extends TableName = TableName> = { delete: Key<T>; expect: Expect };
export type Write<T extends TableName = TableName> = Put<T> | Delete<T>;

/** `from` and `to` are inclusive; order is that of the UTF-8 bytes of `sk`. An empty bound is none. */
export type Range = { prefix: string } | { from?: string; to?: string };

/**
 * `limit` bounds a page (default and maximum 1,000); pages may also end earlier and carry a cursor. `after` need be no
 * row's, nor within the range: what follows it there is read.
 */
export type QueryOptions = {
  limit?: number;
  after?: string;
  reverse?: boolean;
  consistent?: boolean;
  /** Also rows that have expired and are not gone yet: to delete them, for they count no more. */
  expired?: boolean;
};
export type Page<D> = { items: Item<D>[]; cursor?: string };
export type ReadOptions = { consistent?: boolean };
/** `expiresAt` is epoch milliseconds; `from` a whole number. */
export type AddOptions = { expiresAt?: number | undefined; from?: number | undefined };

/**
 * Throws `Unavailable` when the store does not answer or throttles. Expired rows are never returned
 * unasked.
 */
export interface TableReader<R extends TableName> {
  get: <D>(key: Key<R>, options?: ReadOptions) => Promise<Item<D> | undefined>;
  /** At most 100 keys; the answer has the order of the keys, `undefined` where there is no row. */
  getMany: <D>(keys: Key<R>[], options?: ReadOptions) => Promise<(Item<D> | undefined)[]>;
  query: <D>(table: R, pk: string, range: Range, options?: QueryOptions) => Promise<Page<D>>;
}

export interface TableWriter<W extends TableName> {
  /**
   * All or nothing, at most 100 rows, no row twice.
   * `writer` marks this write: the same write repeated with the same token succeeds without being
   * done again, so that a lost answer can be asked for again. Unless given, it is drawn by an adapter
   * that can lose an answer itself. What is deleted keeps no token: a lone delete that is repeated finds no row, which
   * is a conflict unless it expects `any`.
   * @throws Conflict naming the row whose expectation failed
   * @throws Unavailable when the store throttles, or does not answer (it may have been done)
   */
  write: (writes: Write<W>[], writer?: string) => Promise<void>;
  /**
   * Each row for itself, in no order, at half the price: `undefined` where it was written, else what `write` throws.
   */
  writeEach: (writes: Write<W>[], writer?: string) => Promise<(Error | undefined)[]>;
  /**
   * Adds whole numbers to fields of a row that is never put, nor deleted but with `any`; returns the new values of those
   * fields. With `from`, the one field counts on from there where it stands lower, or is not there:
   * so many who take the next stretch of a line at once each get their own, in one step.
   */
  add: (
    key: Key<W>,
    fields: Record<string, number>,
    options?: AddOptions,
  ) => Promise<Record<string, number>>;
}

/** One port over all tables, narrowed to those that its holder may read (`R`) and write (`W`). */
export type Table<R extends TableName = TableName, W extends R = R> = TableReader<R> &
  TableWriter<W>;
