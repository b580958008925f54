import type { Random } from "#shared/ports/random.ts";

/** `admin` may do everything, `read` may read, `send` may post events and messages. */
export const SCOPES = ["admin", "read", "send"] as const;
export type Scope = (typeof SCOPES)[number];

/** A key's limits; `null` is unlimited. Days are in UTC. */
type KeyLimits = {
  requestsPerSecond: number | null;
  sendsPerSecond: number | null;
  sendsPerDay: number | null;
};

/** The maximum of each limit. */
export const MAX_KEY_LIMIT = 10_000_000;

/**
 * What is stored of a key, never the key itself. `id`: the start of its hash; instants in epoch
 * milliseconds; `limits`: those set explicitly; `usedAt`: accurate to an hour.
 */
export type KeyInfo = {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: number;
  expiresAt?: number;
  limits?: Partial<KeyLimits>;
  usedAt?: number;
};

/** What a leaked key may do until it is noticed; far above what a shop sends. */
const USUAL_LIMITS: KeyLimits = {
  requestsPerSecond: 500,
  sendsPerSecond: 50,
  sendsPerDay: 10_000,
};
/** An admin key can create keys with any limit, so a limit only guards against mistakes. */
const ADMIN_LIMITS: KeyLimits = {
  requestsPerSecond: null,
  sendsPerSecond: null,
  sendsPerDay: null,
};

/** Whether a key may do everything. */
export const isAdmin = (caller: { scopes: readonly string[] } | undefined): boolean =>
  caller?.scopes.includes("admin") === true;

type Limited = { scopes: readonly string[]; limits?: Partial<KeyLimits> };

/** The effective limits: those set, else the defaults of its scopes. */
export const limitsOf = (key: Limited): KeyLimits => ({
  ...(isAdmin(key) ? ADMIN_LIMITS : USUAL_LIMITS),
  ...key.limits,
});

const PREFIX = "drip_";

/** A new secret of 256 bits. */
export const newKey = (random: Random) =>
  PREFIX + Buffer.from(random.bytes(32)).toString("base64url");

/** The characters of a key: RFC 6750 §2.1 allows no others in `Authorization`. */
export const KEY_TEXT = "[A-Za-z0-9._~+/-]+=*";

const CHOSEN_KEY = { least: 16, most: 200, different: 8 };
const isWritable = new RegExp(`^${KEY_TEXT}$`);

/**
 * The fault of a chosen admin key, without repeating it. Guesses are throttled, so sixteen
 * characters are out of reach unless hardly different.
 */
export function faultOfChosenKey(key: string): string | undefined {
  const { least, most, different } = CHOSEN_KEY;
  if (!isWritable.test(key)) {
    return "only A-Z a-z 0-9 . _ ~ + / - (and = at its end): with any other character it never authenticates";
  }
  if (key.length < least || key.length > most) return `${least} to ${most} characters`;
  if (new Set(key).size < different) return `at least ${different} different characters`;
  return undefined;
}
