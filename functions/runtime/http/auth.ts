import { Denied } from "#shared/kernel/errors.ts";
import {
  checkKey,
  hashKey,
  isAdmin,
  type KeyInfo,
  limitsOf,
  type Scope,
} from "#shared/platform/access/index.ts";
import {
  checkSession,
  checkSignInCode,
  SESSION_TOKEN,
  type Session,
} from "#shared/platform/sessions/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { AuthThrottle } from "./auth-throttle.ts";
import { networkOf } from "./caller-network.ts";
import type { Credentials } from "./credentials.ts";
import { RequestRates } from "./rates.ts";

export type AuthWorld = { table: Table<"keys">; clock: Clock };
/** The key that a request acts for, and its session when it came by one. */
export type Caller = { key: KeyInfo; keyHash: string; session?: Session };

/** The counters of this process, by the table of the keys. */
const counters = new WeakMap<object, { throttle: AuthThrottle; rates: RequestRates }>();

export function ratesOf({ table }: AuthWorld) {
  const known = counters.get(table) ?? { throttle: new AuthThrottle(), rates: new RequestRates() };
  counters.set(table, known);
  return known;
}

/**
 * Authenticates the caller by key or session and counts the request.
 * @throws Denied (unknown) without a known key, Denied (known) when the key lacks the scope
 * @throws TooMany when the key exceeds its rate, or after too many wrong keys from its network
 */
export async function authorize(
  world: AuthWorld,
  credentials: Credentials,
  needed: Scope | "any",
): Promise<Caller> {
  const caller = await identify(world, credentials);
  const { requestsPerSecond } = limitsOf(caller.key);
  const { rates } = ratesOf(world);
  rates.take(caller.key.id, "requests", requestsPerSecond, world.clock.monotonicMs());
  assertScope(caller.key, needed);
  return caller;
}

/**
 * The caller by the headers alone, before the body; the request is not counted.
 * @throws as `authorize`
 */
export async function admit(
  world: AuthWorld,
  credentials: Credentials,
  needed: Scope | "any",
): Promise<KeyInfo> {
  const { key } = await identify(world, credentials);
  assertScope(key, needed);
  return key;
}

/**
 * The key that a one-time code stands for, the code yet unspent; wrong codes are slowed as wrong
 * keys are.
 * @throws Denied for a code that is unknown, used or too old
 */
export function authorizeByCode(
  world: AuthWorld,
  codeHash: string,
  address: string,
): Promise<Caller> {
  return throttled(world, address, codeHash, async () => {
    const keyHash = await checkSignInCode(world, codeHash);
    return { key: await checkKey(world, keyHash), keyHash };
  });
}

async function identify(world: AuthWorld, { key, session, address }: Credentials): Promise<Caller> {
  if (session !== undefined) {
    if (!SESSION_TOKEN.test(session)) throw new Denied("this is no session: sign in again", false);
    return throttled(world, address, hashKey(session), async (hash) => {
      const found = await checkSession(world, hash);
      return { ...found, keyHash: found.session.keyHash };
    });
  }
  if (!key) throw new Denied("the request has no API key: send `Authorization: Bearer KEY`", false);
  return throttled(world, address, hashKey(key), async (keyHash) => ({
    key: await checkKey(world, keyHash),
    keyHash,
  }));
}

/** Checks what a caller could guess, by its hash, as fast as wrong guesses allow. */
async function throttled(
  world: AuthWorld,
  address: string,
  hash: string,
  check: (hash: string) => Promise<Caller>,
): Promise<Caller> {
  const { throttle } = ratesOf(world);
  const network = networkOf(address);
  throttle.admit(network, hash, world.clock.monotonicMs());
  const caller = await check(hash).catch((error) => {
    if (error instanceof Denied) throttle.wrong(network, hash, world.clock.monotonicMs());
    throw error;
  });
  throttle.good(network, hash);
  return caller;
}

function assertScope(caller: KeyInfo, needed: Scope | "any"): void {
  if (needed === "any" || isAdmin(caller) || caller.scopes.includes(needed)) return;
  throw new Denied(`this key lacks the scope "${needed}": use a key that has it`);
}
