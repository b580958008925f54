import type { Flaw } from "./discriminated-union.ts";

/** No reader follows deeper nesting; code that walks a condition may recurse. */
const MAX_DEPTH = 20;
/** Each is evaluated at every event of a contact. */
const MAX_TESTS = 200;

type Node = { value: unknown; depth: number; key: PropertyKey; list?: string; parent?: Node };

/** The fault of a condition that is too deep or too large to check further. Does not recurse. */
export function findOverLimit(condition: unknown): Flaw | undefined {
  let tests = 0;
  const open: Node[] = [{ value: condition, depth: 1, key: "" }];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.depth > MAX_DEPTH) {
      return { path: pathTo(node), message: `conditions nest at most ${MAX_DEPTH} deep` };
    }
    const list = listIn(node.value);
    if (list === undefined) tests += 1;
    const parts: unknown[] = list === undefined ? [] : (node.value as Record<string, []>)[list]!;
    if (tests + parts.length > MAX_TESTS) {
      return { path: [], message: `a condition holds at most ${MAX_TESTS} tests` };
    }
    for (let key = parts.length - 1; key >= 0; key -= 1) {
      open.push({ value: parts[key], depth: node.depth + 1, key, list, parent: node });
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

function pathTo(leaf: Node): PropertyKey[] {
  const path: PropertyKey[] = [];
  for (let at: Node | undefined = leaf; at?.list !== undefined; at = at.parent) {
    path.unshift(at.list, at.key);
  }
  return path;
}
