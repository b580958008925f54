/** Keeps the `limit` entries that were used last. */
export class Lru<V> {
  readonly #limit: number;
  readonly #entries = new Map<string, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}

/** A function that keeps what `load` found for immutable things, for each owner (a table) apart. */
export function keepImmutable<O extends object, V>(
  limit: number,
  load: (owner: O, key: string) => Promise<V | undefined>,
): (owner: O, key: string) => Promise<V | undefined> {
  const kept = new WeakMap<O, Lru<V>>();
  return async (owner, key) => {
    const cache = kept.get(owner) ?? new Lru<V>(limit);
    kept.set(owner, cache);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const value = await load(owner, key);
    if (value !== undefined) cache.set(key, value);
    return value;
  };
}
