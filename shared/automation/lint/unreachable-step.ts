import { reachFrom } from "#shared/automation/language/index.ts";
import { type Check, error } from "./finding.ts";

/** No branch leads to a step. */
export const unreachableStep: Check = (definition) => {
  const reached = reachFrom(definition, [definition.start]);
  return Object.keys(definition.steps)
    .filter((name) => !reached.has(name))
    .map((name) =>
      error("unreachable-step", `/steps/${name}`, "no step leads here", "link or remove it"),
    );
};
