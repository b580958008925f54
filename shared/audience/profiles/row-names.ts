import { Defect } from "#shared/kernel/errors.ts";
import type { KeyRing, RingKey } from "#shared/kernel/key-ring.ts";

/**
 * The names under which an address may be stored, the newest first; and those under which it is
 * stored now. Of two that know different keys, or whose clocks differ, each reads all that the
 * other writes, and both write one name: so they meet there, and leave none behind that they
 * delete.
 */
export type RowNames = { read: string[]; write: string[] };
type MacOf = (key: RingKey, text: string) => string;

/**
 * The names of an address's rows. By the first key of `lookup` it is the address's hash; each
 * further key is put over the name before, so that a row gets its new name without its address
 * being known, and an old key alone tells nothing of the new names. `name` is the hash, or the name
 * of a row, from which it goes on.
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
