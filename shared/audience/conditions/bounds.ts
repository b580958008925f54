import type { Flaw } from "./discriminated-union.ts";

/** Nobody reads deeper; what walks a condition may recurse. */
const MAX_DEPTH = 20;
/** Each is asked at every news of a person. */
const MAX_TESTS = 200;

type Node = { value: unknown; depth: number; key: PropertyKey; list?: string; parent?: Node };

/** What makes a condition too deep or too large to be looked at any closer, found without recursion. */
export function findOverLimit(condition: unknown): Flaw | undefined {
  let tests = 0;
  const open: Node[] = [{ value: condition, depth: 1, key: "" }];
  for (let place = open.pop(); place; place = open.pop()) {
    if (place.depth > MAX_DEPTH) {
      return { path: pathTo(place), message: `conditions nest at most ${MAX_DEPTH} deep` };
    }
    const list = listIn(place.value);
    if (list === undefined) tests += 1;
    const parts: unknown[] = list === undefined ? [] : (place.value as Record<string, []>)[list]!;
    if (tests + parts.length > MAX_TESTS) {
      return { path: [], message: `a condition holds at most ${MAX_TESTS} tests` };
    }
    for (let key = parts.length - 1; key >= 0; key -= 1) {
      open.push({ value: parts[key], depth: place.depth + 1, key, list, parent: place });
    }
  }
  return undefined;
}

function listIn(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return ["all", "any", "none"].find((name) => {
    const list = Object.hasOwn(value, name) && (value as Record<string, unknown>)[name];
    return Array.isArray(list) && list.length > 0;
  });
}

function pathTo(runtime: Node): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at: Node | undefined = runtime; at?.list !== undefined; at = at.parent) {
    path.unshift(at.list, at.key);
  }
  return path;
}
