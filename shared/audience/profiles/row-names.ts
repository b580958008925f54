import { Defect } from "#shared/kernel/errors.ts";
import type { KeyRing, RingKey } from "#shared/kernel/key-ring.ts";

/**
 * The names under which an address may be stored, newest first, and those under which it is written
 * now. Two processes that know different keys, or whose clocks differ, each read everything that
 * the other writes and share a written name: they conflict there, and leave no row behind on
 * delete.
 */
export type RowNames = { read: string[]; write: string[] };
type MacOf = (key: RingKey, text: string) => string;

/**
 * The row names of an address. Under the first `lookup` key it is the address's hash; each further
 * key is applied to the previous name, so that a row can be renamed without knowing its address and
 * an old key reveals nothing about new names. `name`: the hash, or a row's name to continue from.
 * @throws Defect when a name is of a key that is not in the ring
 */
export function rowNamesOf({ current, near, keys }: KeyRing, name: string, macOf: MacOf): RowNames {
  const [, id] = name.split(".");
  const level = id === undefined ? 0 : keys.findIndex((key) => key.id === id);
  if (level < 0) throw new Defect("an address is stored under a key that is gone");
  const names = [name];
  for (const key of keys.slice(level + 1)) names.push(`${macOf(key, names.at(-1)!)}.${key.id}`);
  const first = keys.indexOf(current) - level;
  const write = names.slice(Math.max(0, first), Math.max(0, first + near.length));
  return { read: names.toReversed(), write };
}
