import QuickLRU from "quick-lru";
import { TooMany } from "#shared/kernel/errors.ts";
import { type RateLimit, TokenBuckets } from "#shared/kernel/token-bucket.ts";

/** Different wrong keys from one address: after a burst, one every two seconds. */
const ADDRESS_RATE: RateLimit = { burst: 100, perSecond: 0.5 };
/** Repeats of one wrong key, from any address: a client with an expired key rather than a guess. */
const KEY_RATE: RateLimit = { burst: 300, perSecond: 5 };
/** Addresses, keys and pairs remembered, some hundred kilobytes each. */
const REMEMBERED = 2_000;

/**
 * Slows callers that guess keys. Each process counts for itself. A key that was valid from an
 * address stays usable there while others guess.
 */
export class AuthThrottle {
  readonly #addresses = new TokenBuckets(REMEMBERED);
  readonly #keys = new TokenBuckets(REMEMBERED);
  readonly #proven = new QuickLRU<string, boolean>({ maxSize: REMEMBERED });

  /**
   * Call before a key is looked up; `key` is its hash.
   * @throws TooMany after too many wrong keys
   */
  admit(address: string, key: string, nowMs: number): void {
    if (this.#proven.get(pair(address, key))) return;
    const waitMs = this.#keys.isTracked(key)
      ? this.#keys.waitMs(key, KEY_RATE, nowMs)
      : this.#addresses.waitMs(address, ADDRESS_RATE, nowMs);
    if (waitMs > 0)
      throw new TooMany(
        "too many wrong keys from here: wait, then send a valid one",
        waitMs / 1_000,
      );
  }

  good(address: string, key: string): void {
    this.#proven.set(pair(address, key), true);
  }

  wrong(address: string, key: string, nowMs: number): void {
    // A key that was never valid must not evict a valid one.
    if (this.#proven.get(pair(address, key))) this.#proven.set(pair(address, key), false);
    if (!this.#keys.isTracked(key)) this.#addresses.take(address, ADDRESS_RATE, nowMs);
    this.#keys.take(key, KEY_RATE, nowMs);
  }
}

const pair = (address: string, key: string) => `${address} ${key}`;
