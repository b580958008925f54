import QuickLRU from "quick-lru";

/** A burst, and the refill per second. */
export type RateLimit = { burst: number; perSecond: number };
type Bucket = { left: number; atMs: number };

/**
 * Token buckets by name. Keeps at least the last `limit` used; a forgotten bucket is full again.
 */
export class TokenBuckets {
  readonly #buckets: QuickLRU<string, Bucket>;

  constructor(limit: number) {
    this.#buckets = new QuickLRU({ maxSize: limit });
  }

  /** Milliseconds until the next token; 0 if there is one now. */
  waitMs(name: string, limit: RateLimit, nowMs: number): number {
    const missing = 1 - this.#left(name, limit, nowMs);
    return missing <= 0 ? 0 : Math.ceil((missing / limit.perSecond) * 1_000);
  }

  take(name: string, limit: RateLimit, nowMs: number): void {
    const left = Math.max(0, this.#left(name, limit, nowMs) - 1);
    this.#buckets.set(name, { left, atMs: nowMs });
  }

  /** Whether a bucket is in use and not forgotten. */
  isTracked(name: string): boolean {
    return this.#buckets.get(name) !== undefined;
  }

  #left(name: string, { burst, perSecond }: RateLimit, nowMs: number): number {
    const { left, atMs } = this.#buckets.get(name) ?? { left: burst, atMs: nowMs };
    return Math.min(burst, left + (Math.max(0, nowMs - atMs) / 1_000) * perSecond);
  }
}
