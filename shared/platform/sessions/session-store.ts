import { Conflict, Denied } from "#shared/kernel/errors.ts";
import { HOUR_MS } from "#shared/kernel/time.ts";
import { checkKey, hashKey, type KeyInfo } from "#shared/platform/access/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Random } from "#shared/ports/random.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import type { Table } from "#shared/ports/table.ts";
import { rowEnd } from "./row-end.ts";
import { spendCode, spent } from "./sign-in-code-store.ts";

/** A browser signed in by a key. `id`: the hash of its token; instants are the machine's. */
export type Session = { id: string; keyHash: string; endsAt: number };
type Row = Omit<Session, "id">;
type Writes = { table: Table<"keys", "keys"> };

/** How long a browser stays signed in. */
export const SESSION_MS = 12 * HOUR_MS;

/** A token that may name a session: 256 random bits. */
export const SESSION_TOKEN = /^[\w-]{43}$/;

const sessionRow = (id: string) => ({ table: "keys", pk: `session#${id}`, sk: "-" }) as const;

/** What ends when a session starts: the code that it came by, and the browser's session before. */
type Ended = { codeHash?: string | undefined; token?: string | undefined };

/**
 * Starts a session that acts for the key; only the caller learns its token. The code that it came
 * by is spent in the same write: of two requests one signs in, and a failed one spends none.
 * @throws Denied when another request spent the code
 */
export async function startSession(
  world: Writes & { clock: Clock; random: Random; runtime: Runtime },
  keyHash: string,
  { codeHash, token: before }: Ended = {},
): Promise<{ token: string; endsAt: number }> {
  const token = Buffer.from(world.random.bytes(32)).toString("base64url");
  const endsAt = world.clock.realNow() + SESSION_MS;
  const data: Row = { keyHash, endsAt };
  const row = { put: sessionRow(hashKey(token)), v: 1, data, expiresAt: rowEnd(world, SESSION_MS) };
  const spending = codeHash === undefined ? [] : [spendCode(codeHash)];
  const ending = before === undefined ? [] : [ended(hashKey(before))];
  await world.table.write([{ ...row, expect: "absent" }, ...spending, ...ending]).catch((error) => {
    throw error instanceof Conflict && codeHash !== undefined ? spent() : error;
  });
  return { token, endsAt };
}

/**
 * The session with this id and the key that it acts for, as the key is now.
 * @throws Denied when the session is unknown or over, or its key no longer valid
 */
export async function checkSession(
  world: Writes & { clock: Clock },
  id: string,
): Promise<{ session: Session; key: KeyInfo }> {
  const item = await world.table.get<Row>(sessionRow(id), { consistent: true });
  if (!item || item.data.endsAt <= world.clock.realNow()) {
    throw new Denied("this session is over: sign in again", false);
  }
  const key = await checkKey(world, item.data.keyHash).catch((error) => {
    if (!(error instanceof Denied)) throw error;
    throw new Denied("the key of this session was revoked or has expired: sign in again", false);
  });
  return { session: { id, ...item.data }, key };
}

const ended = (id: string) => ({ delete: sessionRow(id), expect: "any" }) as const;

export const endSession = ({ table }: Writes, id: string): Promise<void> =>
  table.write([ended(id)]);
