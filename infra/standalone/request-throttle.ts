import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { networkOf } from "#functions/runtime/http/caller-network.ts";
import { hasCredentials } from "#functions/runtime/http/credentials.ts";
import type { Route } from "#shared/http/index.ts";
import { type RateLimit, TokenBuckets } from "#shared/kernel/token-bucket.ts";

/** One network's share of the rate that the function's manifest declares for all. */
const SHARE = 1 / 5;
/** Per unsubscribe link: mail programs may repeat their post, but not for hours. */
const PER_LINK: RateLimit = { perSecond: 5, burst: 20 };
/** Whether an answer says that a key or link is invalid. With a key, 404 is no guess. */
const isMiss = (kind: string, status: number) =>
  status === 401 || status === 429 || (status === 404 && kind !== "/v1");
const MISSES: RateLimit = { perSecond: 5, burst: 50 };
/** Health without a key, and documents of a few hundred kilobytes. */
const OPEN_ROUTES: RateLimit = { perSecond: 100, burst: 300 };
/** The console's files and unknown paths. */
const OTHER_PATHS: RateLimit = { perSecond: 250, burst: 1_000 };
/** About a hundred bytes each; an evicted bucket starts full. */
const MAX_BUCKETS = 10_000;
/** A link's end holds its signature, which identifies it. */
const MAX_NAME = 64;

/** The paths of routes that never read a key. */
export const keylessPaths = (
  routes: readonly Pick<Route<never>, "path" | "scope" | "callerScope">[],
): string[] =>
  routes
    .filter(({ scope, callerScope }) => scope === null && callerScope === undefined)
    .map(({ path }) => path);

type Head = Pick<APIGatewayProxyEventV2, "rawPath" | "headers" | "cookies" | "requestContext">;

/**
 * Limits requests without a key. Each kind of path has its own share, so that a flood of one does
 * not stop another. Unsubscribing is never limited by others: a valid link only by itself.
 */
export class RequestThrottle {
  readonly #buckets = new TokenBuckets(MAX_BUCKETS);
  readonly #routes: Readonly<Record<string, RateLimit>>;
  readonly #now: () => number;
  readonly #keyless: ReadonlySet<string>;

  /**
   * @param nowMs a monotonic clock, in milliseconds
   * @param keyless paths under `/v1` that count here even with a key
   */
  constructor(
    routes: Readonly<Record<string, RateLimit>>,
    nowMs: () => number,
    keyless: readonly string[] = [],
  ) {
    this.#routes = routes;
    this.#now = nowMs;
    this.#keyless = new Set(keyless);
  }

  /** Whether a request may go on. */
  allows(head: Head): boolean {
    const { rawPath, requestContext } = head;
    const kind = kindOf(rawPath);
    // Requests with a key or a session are limited where those are read.
    if (kind === "/v1" && hasCredentials(head) && !this.#isKeyless(rawPath)) return true;
    if (kind === "/u") return this.#take([[`/u ${rawPath.slice(-MAX_NAME)}`, PER_LINK]]);
    const all = kind === "/v1" ? OPEN_ROUTES : (this.#routes[kind] ?? OTHER_PATHS);
    const name = kind === "/v1" || this.#routes[kind] ? kind : "";
    const one = { perSecond: all.perSecond * SHARE, burst: all.burst * SHARE };
    const network = networkOf(requestContext.http.sourceIp);
    return this.#take([
      [`${name} ${network}`, one],
      [name, all],
    ]);
  }

  /** Whether the address got so many refusals that this one may wait. */
  isRepeated({ rawPath, requestContext }: Head, status = 200): boolean {
    const kind = kindOf(rawPath);
    if (!isMiss(kind, status) || this.#routes[kind] === undefined) return false;
    return !this.#take([[`? ${networkOf(requestContext.http.sourceIp)}`, MISSES]]);
  }

  /** Decoded, as routes are matched. */
  #isKeyless(rawPath: string): boolean {
    try {
      return this.#keyless.has(decodeURIComponent(rawPath));
    } catch {
      return false;
    }
  }

  #take(buckets: [name: string, RateLimit][]): boolean {
    const now = this.#now();
    const isAllowed = buckets.every(([name, of]) => this.#buckets.waitMs(name, of, now) === 0);
    if (isAllowed) for (const [name, of] of buckets) this.#buckets.take(name, of, now);
    return isAllowed;
  }
}

const kindOf = (path: string) => /^\/[^/]*/.exec(path)?.[0] ?? "";
