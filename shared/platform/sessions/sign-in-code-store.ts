import { Denied } from "#shared/kernel/errors.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { hashKey } from "#shared/platform/access/index.ts";
import type { Clock } from "#shared/ports/clock.ts";
import type { Random } from "#shared/ports/random.ts";
import type { Runtime } from "#shared/ports/runtime.ts";
import type { Table, TableReader, Write } from "#shared/ports/table.ts";
import { rowEnd } from "./row-end.ts";

/** A one-time code signs a browser in for the key with `keyHash`; `endsAt`: of the machine. */
type Row = { keyHash: string; endsAt: number };

const LASTS_MS = 10 * MINUTE_MS;

const codeRow = (hash: string) => ({ table: "keys", pk: `code#${hash}`, sk: "-" }) as const;

/** Makes a code; only its hash is stored. */
export async function makeSignInCode(
  world: { table: Table<"keys">; clock: Clock; random: Random; runtime: Runtime },
  keyHash: string,
): Promise<{ code: string; endsAt: number }> {
  const code = Buffer.from(world.random.bytes(32)).toString("base64url");
  const endsAt = world.clock.realNow() + LASTS_MS;
  const data: Row = { keyHash, endsAt };
  const row = { put: codeRow(hashKey(code)), v: 1, data, expiresAt: rowEnd(world, LASTS_MS) };
  await world.table.write([{ ...row, expect: "absent" }]);
  return { code, endsAt };
}

/**
 * The hash of the key that a code stands for; `startSession` spends the code.
 * @throws Denied for a code that is unknown, used or too old
 */
export async function checkSignInCode(
  { table, clock }: { table: TableReader<"keys">; clock: Clock },
  codeHash: string,
): Promise<string> {
  const item = await table.get<Row>(codeRow(codeHash), { consistent: true });
  if (!item || item.data.endsAt <= clock.realNow()) throw spent();
  return item.data.keyHash;
}

/** Fails, with whatever is written beside it, when another request spent the code. */
export const spendCode = (codeHash: string): Write<"keys"> => ({
  delete: codeRow(codeHash),
  expect: 1,
});

export function spent(): Denied {
  const again = "`npx dripstack console` makes another, or sign in with a key";
  return new Denied(`this sign-in link was used, or is older than ten minutes: ${again}`, false);
}
