import { type LookupAddress, lookup } from "node:dns";

/**
 * Each lookup occupies one of the four threads of Node's pool, which also flush the standalone
 * database's log.
 */
const MAX_RUNNING = 2;
/** How long results, including failures, are cached. */
const KEPT_MS = 30_000;

/** Resolves names, a few at a time; concurrent lookups of one name share a request. */
export class Addresses {
  readonly #known = new Map<string, Promise<LookupAddress[]>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** Rejects as `dns.lookup` does. */
  find(name: string): Promise<LookupAddress[]> {
    const known = this.#known.get(name);
    if (known) return known;
    const found = new Promise<LookupAddress[]>((resolve, reject) => {
      this.#waiting.push(() =>
        lookup(name, { all: true }, (error, addresses) => {
          this.#running -= 1;
          this.#next();
          setTimeout(() => this.#known.delete(name), KEPT_MS).unref();
          if (error) reject(error);
          else resolve(addresses);
        }),
      );
    });
    this.#known.set(name, found);
    this.#next();
    return found;
  }

  #next(): void {
    while (this.#running < MAX_RUNNING) {
      const start = this.#waiting.shift();
      if (!start) return;
      this.#running += 1;
      start();
    }
  }
}
