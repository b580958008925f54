/** A difference of two values: where it is, and what is there in each; absent where nothing is. */
export type Difference = { path: string[]; before?: unknown; after?: unknown };

/** Fields that are said as a whole: a part of a condition means little. */
const WHOLE = new Set(["when", "condition", "where", "goal", "reentry", "data", "attributes"]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEqual = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isEqual(item, other[at]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key]))
  );
};

/** The smallest fields in which two values differ; the order of keys does not matter. */
export function differencesOf(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (isEqual(before, after)) return [];
  const isWhole = WHOLE.has(path.at(-1) ?? "");
  const parts = isWhole ? undefined : (partsOf(before, after) ?? undefined);
  if (!parts) {
    return [
      {
        path,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
    ];
  }
  return parts.flatMap(([key, one, other]) => differencesOf(one, other, [...path, key]));
}

type Part = [key: string, before: unknown, after: unknown];

function partsOf(before: unknown, after: unknown): Part[] | undefined {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const own = (value: Record<string, unknown>, key: string) =>
      Object.hasOwn(value, key) ? value[key] : undefined;
    return keys.map((key): Part => [key, own(before, key), own(after, key)]);
  }
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isObject)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, at): Part => [String(at), before[at], after[at]]);
  }
  return undefined;
}
