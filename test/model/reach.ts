import { Numbers } from "./numbers.ts";

/** The first of `count` states from which no `good` one can be reached over the edges, if any. */
export function findTrap(
  count: number,
  from: Numbers,
  to: Numbers,
  good: number[],
): number | undefined {
  const heads = new Int32Array(count + 1);
  for (let i = 0; i < to.length; i++) heads[to.at(i) + 1]! += 1;
  for (let i = 0; i < count; i++) heads[i + 1]! += heads[i]!;
  const filled = heads.slice();
  const sources = new Int32Array(from.length);
  for (let i = 0; i < from.length; i++) sources[filled[to.at(i)]!++] = from.at(i);
  const reaches = new Uint8Array(count);
  const open = new Numbers(good);
  for (const state of good) reaches[state] = 1;
  for (let i = 0; i < open.length; i++) {
    const state = open.at(i);
    for (let j = heads[state]!; j < heads[state + 1]!; j++) {
      const source = sources[j]!;
      if (reaches[source] === 0) {
        reaches[source] = 1;
        open.push(source);
      }
    }
  }
  const trap = reaches.indexOf(0);
  return trap === -1 ? undefined : trap;
}
