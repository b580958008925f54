/** The tables; what each holds is in docs/design.md §6. */
export const TABLES = ["people", "library", "due", "index", "stats", "rate", "keys"] as const;
export type TableName = (typeof TABLES)[number];

export type Key<T extends TableName = TableName> = { table: T; pk: string; sk: string };

/** A stored row. `v`: the version of its shape; `expiresAt`: epoch milliseconds. */
export type Item<D = unknown> = Key & { version: number; v: number; expiresAt?: number; data: D };

/**
 * What a write expects. A row past its `expiresAt` counts as absent. The version afterwards:
 * `absent` → 1, n → n + 1, `{ below: n }` → n, `any` → 1 (so `any` is for rows that are never
 * updated by version).
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

/** `from` and `to` are inclusive; ordered by the UTF-8 bytes of `sk`. An empty bound is none. */
export type Range = { prefix: string } | { from?: string; to?: string };

/**
 * `limit` bounds a page (default and maximum 1,000); pages may end earlier and carry a cursor.
 * `after` need not be an existing key, nor within the range.
 */
export type QueryOptions = {
  limit?: number;
  after?: string;
  reverse?: boolean;
  consistent?: boolean;
  /** Include expired rows that are not deleted yet: to delete them. */
  expired?: boolean;
};
export type Page<D> = { items: Item<D>[]; cursor?: string };
export type ReadOptions = { consistent?: boolean };
/** `expiresAt` is epoch milliseconds; `from` a whole number. */
export type AddOptions = { expiresAt?: number | undefined; from?: number | undefined };

/**
 * Throws `Unavailable` when the store does not respond or throttles. Expired rows are returned only
 * on request.
 */
export interface TableReader<R extends TableName> {
  get: <D>(key: Key<R>, options?: ReadOptions) => Promise<Item<D> | undefined>;
  /** At most 100 keys; results in the order of the keys, `undefined` for a missing row. */
  getMany: <D>(keys: Key<R>[], options?: ReadOptions) => Promise<(Item<D> | undefined)[]>;
  query: <D>(table: R, pk: string, range: Range, options?: QueryOptions) => Promise<Page<D>>;
}

export interface TableWriter<W extends TableName> {
  /**
   * All or nothing, at most 100 rows, no row twice. `writer` identifies this write: repeated with
   * the same token it succeeds without being done again, so a lost reply can be retried. Adapters
   * that can lose a reply draw one by default. Deleted rows keep no token: a repeated lone delete
   * finds no row, which is a conflict unless it expects `any`.
   * @throws Conflict naming the row whose expectation failed
   * @throws Unavailable when the store throttles, or does not respond (the write may have been
   * done)
   */
  write: (writes: Write<W>[], writer?: string) => Promise<void>;
  /**
   * Writes each row independently, unordered, at half the price: `undefined` where it was written,
   * else the error of `write`.
   */
  writeEach: (writes: Write<W>[], writer?: string) => Promise<(Error | undefined)[]>;
  /**
   * Adds whole numbers to fields of a row that is never put, nor deleted except with `any`; returns
   * the new values. With `from`, the single field first rises to `from` if it is lower or missing,
   * so that concurrent callers each reserve their own range in one step.
   */
  add: (
    key: Key<W>,
    fields: Record<string, number>,
    options?: AddOptions,
  ) => Promise<Record<string, number>>;
}

/** One port over all tables, narrowed to those that its holder reads (`R`) and writes (`W`). */
export type Table<R extends TableName = TableName, W extends R = R> = TableReader<R> &
  TableWriter<W>;
