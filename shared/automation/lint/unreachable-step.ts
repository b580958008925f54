import { reachFrom } from "#shared/automation/language/index.ts";
import { type Check, error } from "./finding.ts";
import { removal } from "./fixes.ts";

/** No branch leads to a step. */
export const unreachableStep: Check = (definition) => {
  const reached = reachFrom(definition, [definition.start]);
  const lost = Object.keys(definition.steps)
    .filter((name) => !reached.has(name))
    .map((name) => `/steps/${name}`);
  // They may lead to each other, so they go together.
  const fix = removal(lost.length === 1 ? "Remove it" : `Remove all ${lost.length}`, ...lost);
  return lost.map((path) =>
    error("unreachable-step", path, "no step leads here", "link or remove it", {
      fix,
      values: { count: lost.length },
    }),
  );
};
