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
/** What a request says of who asks. */
export type Credentials = { authorization: string | undefined; address: string };

/** Of any length that a header may have. */
const BEARER = new RegExp(`^Bearer +(${KEY_TEXT})$`, "i");

/** What one process has seen of those who ask, by the table that their keys are in. */
const seen = new WeakMap<object, { guesses: AuthThrottle; rates: RequestRates }>();

export function ratesOf({ table }: AuthWorld) {
  const known = seen.get(table) ?? { guesses: new AuthThrottle(), rates: new RequestRates() };
  seen.set(table, known);
  return known;
}

/**
 * Who asks, by the `Authorization` header.
 * @throws Denied (unknown) without a key that we know, Denied (known) when the key may not do this
 * @throws TooMany when the key asks too often, or too many wrong keys came from there
 */
export async function authorize(
  world: AuthWorld,
  asker: Credentials,
  needed: Scope,
): Promise<KeyInfo> {
  const caller = await identify(world, asker);
  const { requestsPerSecond } = limitsOf(caller);
  ratesOf(world).rates.take(caller.id, "requests", requestsPerSecond, world.clock.monotonicMs());
  assertScope(caller, needed);
  return caller;
}

/**
 * The same beforehand, by the headers of a request that is yet to come: it is not counted. @throws
 * as `authorize`
 */
export async function admit(world: AuthWorld, asker: Credentials, needed: Scope): Promise<void> {
  assertScope(await identify(world, asker), needed);
}

async function identify(
  world: AuthWorld,
  { authorization, address }: Credentials,
): Promise<KeyInfo> {
  const key = BEARER.exec(authorization ?? "")?.[1];
  if (!key) throw new Denied("the request has no API key: send `Authorization: Bearer KEY`", false);
  const { guesses } = ratesOf(world);
  const network = networkOf(address);
  const hash = hashKey(key);
  guesses.admit(network, hash, world.clock.monotonicMs());
  const caller = await checkKey(world, hash).catch((error) => {
    if (error instanceof Denied) guesses.wrong(network, hash, world.clock.monotonicMs());
    throw error;
  });
  guesses.good(network, hash);
  return caller;
}

function assertScope(caller: KeyInfo, needed: Scope): void {
  if (!caller.scopes.includes("admin") && !caller.scopes.includes(needed)) {
    throw new Denied(`this key lacks the scope "${needed}": use a key that has it`);
  }
}
