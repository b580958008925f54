import { isObject } from "../../canvas/json.ts";

/** What the preview's mail sees, as `POST /v1/templates/preview` takes it. */
export type MadeUp = Partial<Record<"contact" | "event" | "data", Record<string, unknown>>>;

const ROOTS = ["contact", "event", "data"] as const;
/** A step of a path: `.name`, `[0]` or `["a b"]`. */
const STEP = /\.?([^.[\]"]+)|\[(\d+)\]|\["([^"]*)"\]/g;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

type Node = Record<string, unknown>;

/** Data that gives each variable of a template a value that says which one it is. */
export function madeUpOf(variables: readonly string[]): MadeUp {
  const made: Node = {};
  for (const path of variables) {
    const steps = [...path.matchAll(STEP)].map(([, name, index, quoted]) =>
      index === undefined ? (name ?? quoted ?? "") : Number(index),
    );
    const [first] = steps;
    if (steps.length < 2 || !ROOTS.some((root) => root === first)) continue;
    if (steps.some((step) => FORBIDDEN.has(String(step)))) continue;
    put(made, steps);
  }
  return made as MadeUp;
}

function put(made: Node, steps: (string | number)[]): void {
  let node = made;
  for (const [i, step] of steps.entries()) {
    const next = steps[i + 1];
    // An index is only followed into the first entry.
    const key = typeof step === "number" ? 0 : step;
    const known = node[key];
    if (next === undefined) {
      if (known === undefined) node[key] = String(step);
      return;
    }
    if (typeof known !== "object" || known === null) node[key] = typeof next === "number" ? [] : {};
    node = node[key] as Node;
  }
}

/** Data as typed; undefined when it is no JSON object of the three roots. */
export function parseMadeUp(text: string): MadeUp | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return undefined;
    const isKnown = Object.entries(value).every(
      ([root, inner]) => ROOTS.some((one) => one === root) && isObject(inner),
    );
    return isKnown ? (value as MadeUp) : undefined;
  } catch {
    return undefined;
  }
}
