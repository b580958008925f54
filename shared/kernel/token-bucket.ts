import QuickLRU from "quick-lru";

/** How many at once, and how many more a second afterwards. */
export type RateLimit = { burst: number; perSecond: number };
type Bucket = { left: number; atMs: number };

/**
 * Token buckets by name: at least the `limit` that were used last, for one that is forgotten is full
 * again.
 */
export class TokenBuckets {
  readonly #buckets: QuickLRU<string, Bucket>;

  constructor(limit: number) {
    this.#buckets = new QuickLRU({ maxSize: limit });
  }

  /** Milliseconds until the next may be taken; 0 when it may be now. */
  waitMs(name: string, allowance: RateLimit, nowMs: number): number {
    const lacking = 1 - this.#left(name, allowance, nowMs);
    return lacking <= 0 ? 0 : Math.ceil((lacking / allowance.perSecond) * 1_000);
  }

  take(name: string, allowance: RateLimit, nowMs: number): void {
    const left = Math.max(0, this.#left(name, allowance, nowMs) - 1);
    this.#buckets.set(name, { left, atMs: nowMs });
  }

  /** Whether anything was taken of it that is not forgotten. */
  isTracked(name: string): boolean {
    return this.#buckets.get(name) !== undefined;
  }

  #left(name: string, { burst, perSecond }: RateLimit, nowMs: number): number {
    const { left, atMs } = this.#buckets.get(name) ?? { left: burst, atMs: nowMs };
    return Math.min(burst, left + (Math.max(0, nowMs - atMs) / 1_000) * perSecond);
  }
}
