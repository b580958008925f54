import { Denied } from "#shared/kernel/errors.ts";
import {
  checkKey,
  hashKey,
  KEY_TEXT,
  type KeyInfo,
  limitsOf,
  type Scope,
} from "#shared/platform/access/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Table } from "#shared/ports/table.ts";
import { AuthThrottle } from "./auth-throttle.ts";
import { networkOf } from "./caller-network.ts";
import { RequestRates } from "./rates.ts";

export type AuthWorld = { table: Table<"keys">; clock: Clock };
/** The caller's key and address, as the request states them. */
export type Credentials = { authorization: string | undefined; address: string };

/** The key may be as long as a header. */
const BEARER = new RegExp(`^Bearer +(${KEY_TEXT})$`, "i");

/** The counters of this process, by the table of the keys. */
const counters = new WeakMap<object, { throttle: AuthThrottle; rates: RequestRates }>();

export function ratesOf({ table }: AuthWorld) {
  const known = counters.get(table) ?? { throttle: new AuthThrottle(), rates: new RequestRates() };
  counters.set(table, known);
  return known;
}

/**
 * Authenticates the caller by the `Authorization` header and counts the request.
 * @throws Denied (unknown) without a known key, Denied (known) when the key lacks the scope
 * @throws TooMany when the key exceeds its rate, or after too many wrong keys from its network
 */
export async function authorize(
  world: AuthWorld,
  credentials: Credentials,
  needed: Scope,
): Promise<KeyInfo> {
  const caller = await identify(world, credentials);
  const { requestsPerSecond } = limitsOf(caller);
  ratesOf(world).rates.take(caller.id, "requests", requestsPerSecond, world.clock.monotonicMs());
  assertScope(caller, needed);
  return caller;
}

/**
 * Authenticates by the headers alone, before the body; the request is not counted.
 * @throws as `authorize`
 */
export async function admit(
  world: AuthWorld,
  credentials: Credentials,
  needed: Scope,
): Promise<void> {
  assertScope(await identify(world, credentials), needed);
}

async function identify(
  world: AuthWorld,
  { authorization, address }: Credentials,
): Promise<KeyInfo> {
  const key = BEARER.exec(authorization ?? "")?.[1];
  if (!key) throw new Denied("the request has no API key: send `Authorization: Bearer KEY`", false);
  const { throttle } = ratesOf(world);
  const network = networkOf(address);
  const hash = hashKey(key);
  throttle.admit(network, hash, world.clock.monotonicMs());
  const caller = await checkKey(world, hash).catch((error) => {
    if (error instanceof Denied) throttle.wrong(network, hash, world.clock.monotonicMs());
    throw error;
  });
  throttle.good(network, hash);
  return caller;
}

function assertScope(caller: KeyInfo, needed: Scope): void {
  if (!caller.scopes.includes("admin") && !caller.scopes.includes(needed)) {
    throw new Denied(`this key lacks the scope "${needed}": use a key that has it`);
  }
}
