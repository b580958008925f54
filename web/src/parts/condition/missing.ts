import { pointerPart } from "../../canvas/json.ts";
import type { Part } from "./model.ts";
import { AGGREGATES, type Rule } from "./rules.ts";

/** What a form still waits for. */
type Lack = "attribute" | "event" | "segment" | "field" | "list";
export type Missing = { path: string; what: Lack };

/** The places of a condition that are still empty: it is not worth asking the API about it yet. */
export function findMissing(part: Part, path = ""): Missing[] {
  if (part.kind === "raw") return [];
  if (part.kind === "rule") return missingOfRule(part.rule, path);
  return part.parts.flatMap((one, at) => findMissing(one, `${path}/${part.mode}/${at}`));
}

function missingOfRule(rule: Rule, path: string): Missing[] {
  const found: Missing[] = [];
  for (const key of ["attribute", "event", "segment"] as const) {
    if (rule[key] === "") found.push({ path: `${path}/${key}`, what: key });
  }
  for (const kind of AGGREGATES) {
    const aggregate = rule[kind] as { field: string } | undefined;
    if (aggregate?.field === "") found.push({ path: `${path}/${kind}/field`, what: "field" });
  }
  const where = (rule.where ?? {}) as Record<string, Rule>;
  for (const [name, tests] of Object.entries(where)) {
    if (name === "") found.push({ path: `${path}/where`, what: "field" });
    found.push(...emptyLists(tests, `${path}/where/${pointerPart(name)}`));
  }
  return [...found, ...emptyLists(rule, path)];
}

const emptyLists = (tests: Rule, path: string): Missing[] =>
  (["in", "notIn"] as const)
    .filter((op) => Array.isArray(tests[op]) && (tests[op] as []).length === 0)
    .map((op) => ({ path: `${path}/${op}`, what: "list" }));
