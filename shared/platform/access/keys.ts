import type { Random } from "#shared/ports/random.ts";

/** `admin` may do everything, `read` may look, `send` may post events and messages. */
export const SCOPES = ["admin", "read", "send"] as const;
export type Scope = (typeof SCOPES)[number];

/** What a key may do at most; `null` sets no limit. A day is one of UTC. */
export type KeyLimits = {
  requestsPerSecond: number | null;
  sendsPerSecond: number | null;
  sendsPerDay: number | null;
};

/** What each of them may be at most, where it is not `null`. */
export const MAX_KEY_LIMIT = 10_000_000;

/**
 * What is kept of a key: never the key. `id` is the start of its hash; instants are epoch
 * milliseconds. Of `limits` those that were stated; `usedAt` is at most an hour behind.
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

/** What a key that leaked may do until somebody notices; far above what a shop sends by itself. */
const USUAL_LIMITS: KeyLimits = {
  requestsPerSecond: 500,
  sendsPerSecond: 50,
  sendsPerDay: 10_000,
};
/**
 * Whoever may make keys could give themselves any limit: one is set to hold back a mistake, not a
 * thief.
 */
const ADMIN_LIMITS: KeyLimits = {
  requestsPerSecond: null,
  sendsPerSecond: null,
  sendsPerDay: null,
};

type Limited = { scopes: readonly string[]; limits?: Partial<KeyLimits> };

/** The limits in force: those stated, else the usual ones of its scopes. */
export const limitsOf = ({ scopes, limits }: Limited): KeyLimits => ({
  ...(scopes.includes("admin") ? ADMIN_LIMITS : USUAL_LIMITS),
  ...limits,
});

const PREFIX = "drip_";

/** A new secret of 256 bits. */
export const newKey = (random: Random) =>
  PREFIX + Buffer.from(random.bytes(32)).toString("base64url");

/**
 * What a key may be written with: RFC 6750 §2.1 lets no other character through `Authorization`.
 */
export const KEY_TEXT = "[A-Za-z0-9._~+/-]+=*";

const CHOSEN_KEY = { least: 16, most: 200, different: 8 };
const isWritable = new RegExp(`^${KEY_TEXT}$`);

/**
 * What is wrong with an admin key that a person chose, as a sentence that does not repeat it.
 * AuthThrottle are slowed, so that sixteen characters are far out of reach, unless they are hardly
 * different.
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
