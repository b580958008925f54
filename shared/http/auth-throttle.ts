import QuickLRU from "quick-lru";
import { TooMany } from "#shared/kernel/errors.ts";
import { type RateLimit, TokenBuckets } from "#shared/kernel/token-bucket.ts";

/** Wrong keys from one address, each counted once: one every two seconds after the first ones. */
const OF_ADDRESS: RateLimit = { burst: 100, perSecond: 0.5 };
/** The same wrong key again, from wherever: a client whose key has ended, and not a guess. */
const OF_KEY: RateLimit = { burst: 300, perSecond: 5 };
/** So many addresses, keys and pairs of them are remembered, in some hundred kilobytes each. */
const REMEMBERED = 2_000;

/**
 * Slows whoever tries keys. What is remembered is this process's: where there are several, each
 * counts for itself. A key that was good from an address stays open to it while others guess there.
 */
export class AuthThrottle {
  readonly #addresses = new TokenBuckets(REMEMBERED);
  readonly #keys = new TokenBuckets(REMEMBERED);
  readonly #proven = new QuickLRU<string, boolean>({ maxSize: REMEMBERED });

  /** Before a key is looked up; `key` is a hash of it. @throws TooMany after too many wrong ones */
  admit(address: string, key: string, nowMs: number): void {
    if (this.#proven.get(pair(address, key))) return;
    const waitMs = this.#keys.isTracked(key)
      ? this.#keys.waitMs(key, OF_KEY, nowMs)
      : this.#addresses.waitMs(address, OF_ADDRESS, nowMs);
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
    // What was never good takes no good one's place.
    if (this.#proven.get(pair(address, key))) this.#proven.set(pair(address, key), false);
    if (!this.#keys.isTracked(key)) this.#addresses.take(address, OF_ADDRESS, nowMs);
    this.#keys.take(key, OF_KEY, nowMs);
  }
}

const pair = (address: string, key: string) => `${address} ${key}`;
