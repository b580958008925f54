/**
 * How many letters must be changed, added, removed or swapped with their neighbour to get from one
 * word to another (optimal string alignment).
 */
function distance(one: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      const isSwapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length]!;
}

/** Two slips of the finger at most; one in a short name. */
const mostSlips = (name: string) => (name.length < 3 ? 0 : name.length < 8 ? 1 : 2);

/** The known name that was probably meant; undefined where it is one, or none is near. */
export function nearName(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const most = mostSlips(name);
  const near = known
    .filter((one) => one.length > 2 && Math.abs(one.length - name.length) <= most)
    .map((one) => ({ one, slips: distance(name, one) }))
    .filter(({ slips }) => slips <= most);
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.one;
}
