import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { networkOf } from "#functions/runtime/http/caller-network.ts";
import type { Route } from "#shared/http/index.ts";
import { type RateLimit, TokenBuckets } from "#shared/kernel/token-bucket.ts";

/** Of one address; of all together what the function's manifest says, as on AWS. */
const SHARE = 1 / 5;
/** Of one unsubscribe link: mail programs may post it again and again, but not for hours. */
const OF_LINK: RateLimit = { perSecond: 5, burst: 20 };
/**
 * Of answers that a key or a link is none, for one address. With a key, to find nothing is no
 * guess.
 */
const isMiss = (kind: string, status: number) =>
  status === 401 || status === 429 || (status === 404 && kind !== "/v1");
const OF_MISSES: RateLimit = { perSecond: 5, burst: 50 };
/**
 * Health without a key, and documents, whose routes read none: a document is a few hundred
 * kilobytes.
 */
const OF_OPEN: RateLimit = { perSecond: 100, burst: 300 };
/** The pages of the mailbox, some ten files each, and whatever there is not. */
const OF_REST: RateLimit = { perSecond: 250, burst: 1_000 };
/** Some hundred bytes each; one that is forgotten begins anew. */
const REMEMBERED = 10_000;
/** A link's signature stands at its end, and tells it from all others. */
const MAX_NAME = 64;

/** The paths of routes that read no key, whatever the request brings. */
export const keylessPaths = (
  routes: readonly Pick<Route<never>, "path" | "scope" | "callerScope">[],
): string[] =>
  routes
    .filter(({ scope, callerScope }) => scope === null && callerScope === undefined)
    .map(({ path }) => path);

type Head = Pick<APIGatewayProxyEventV2, "rawPath" | "headers" | "requestContext">;

/**
 * How much those without a key may ask. Each kind of path has its own share, so that no flood of
 * one stops another; and no flood at all stops those who unsubscribe: a good link is never held
 * back for others, a bad one only by itself.
 */
export class RequestThrottle {
  readonly #buckets = new TokenBuckets(REMEMBERED);
  readonly #routes: Readonly<Record<string, RateLimit>>;
  readonly #now: () => number;
  readonly #keyless: ReadonlySet<string>;

  /**
   * @param nowMs a clock that never goes back, in milliseconds
   * @param keyless paths under `/v1` that are counted here with a key, too
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
  takes({ rawPath, headers, requestContext }: Head): boolean {
    const kind = kindOf(rawPath);
    // What a key may ask is counted where keys are read.
    if (kind === "/v1" && headers.authorization !== undefined && !this.#isKeyless(rawPath)) {
      return true;
    }
    if (kind === "/u") return this.#take([[`/u ${rawPath.slice(-MAX_NAME)}`, OF_LINK]]);
    const all = kind === "/v1" ? OF_OPEN : (this.#routes[kind] ?? OF_REST);
    const name = kind === "/v1" || this.#routes[kind] ? kind : "";
    const one = { perSecond: all.perSecond * SHARE, burst: all.burst * SHARE };
    const network = networkOf(requestContext.http.sourceIp);
    return this.#take([
      [`${name} ${network}`, one],
      [name, all],
    ]);
  }

  /** Whether this is one of so many refusals to an address that it can wait for it. */
  isRepeated({ rawPath, requestContext }: Head, status = 200): boolean {
    const kind = kindOf(rawPath);
    if (!isMiss(kind, status) || this.#routes[kind] === undefined) return false;
    return !this.#take([[`? ${networkOf(requestContext.http.sourceIp)}`, OF_MISSES]]);
  }

  /** By the decoded path, as routes are found. */
  #isKeyless(rawPath: string): boolean {
    try {
      return this.#keyless.has(decodeURIComponent(rawPath));
    } catch {
      return false;
    }
  }

  #take(wanted: [name: string, RateLimit][]): boolean {
    const now = this.#now();
    const isLeft = wanted.every(([name, of]) => this.#buckets.waitMs(name, of, now) === 0);
    if (isLeft) for (const [name, of] of wanted) this.#buckets.take(name, of, now);
    return isLeft;
  }
}

const kindOf = (path: string) => /^\/[^/]*/.exec(path)?.[0] ?? "";
