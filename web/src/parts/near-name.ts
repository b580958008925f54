/** Whether one letter is changed, added, removed, or swapped with its neighbour. */
function isOneSlip(one: string, other: string): boolean {
  let from = 0;
  while (from < one.length && one[from] === other[from]) from++;
  let [a, b] = [one.length, other.length];
  while (Math.min(a, b) > from && one[a - 1] === other[b - 1]) [a, b] = [a - 1, b - 1];
  const [left, right] = [one.slice(from, a), other.slice(from, b)];
  return (
    Math.max(left.length, right.length) < 2 ||
    (left.length === 2 && left === `${right[1]}${right[0]}` && right.length === 2)
  );
}

/** The known name that was probably meant; undefined where it is one, or none is near. */
export const nearName = (name: string, known: readonly string[]): string | undefined =>
  name.length < 3 || known.includes(name)
    ? undefined
    : known.find((one) => one.length > 2 && isOneSlip(name, one));
