import QuickLRU from "quick-lru";

/**
 * Caches immutable values that `load` finds, separately per owner (a table): at least the last
 * `limit` used, at most twice as many.
 */
export function keepImmutable<O extends object, V>(
  limit: number,
  load: (owner: O, key: string) => Promise<V | undefined>,
): (owner: O, key: string) => Promise<V | undefined> {
  const caches = new WeakMap<O, QuickLRU<string, V>>();
  return async (owner, key) => {
    const cache = caches.get(owner) ?? new QuickLRU<string, V>({ maxSize: limit });
    caches.set(owner, cache);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const value = await load(owner, key);
    if (value !== undefined) cache.set(key, value);
    return value;
  };
}
