import { isObject, isSame } from "./json.ts";

/** A difference of two values: where it is, and what is there in each; absent where nothing is. */
export type Difference = { path: string[]; before?: unknown; after?: unknown };

/** Fields that are said as a whole: a part of a condition means little. */
const WHOLE = new Set(["when", "condition", "where", "goal", "reentry", "data", "attributes"]);

/** The smallest fields in which two values differ; the order of keys does not matter. */
export function differencesOf(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (isSame(before, after)) return [];
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
