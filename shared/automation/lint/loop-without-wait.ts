import { kindOf } from "#shared/automation/steps/index.ts";
import { type Check, error, type Finding } from "./finding.ts";

/** A loop that takes no time never ends: found along `quickExits`. */
export const loopWithoutWait: Check = ({ steps }) => {
  const state = new Map<string, "open" | "done">();
  const found = new Map<string, Finding>();
  const walk = (name: string) => {
    const step = steps[name];
    if (!step || state.get(name) === "done") return;
    if (state.get(name) === "open") {
      found.set(
        name,
        error(
          "loop-without-wait",
          `/steps/${name}`,
          "a loop in which no time has to pass",
          "put a wait of at least PT1M in it",
        ),
      );
      return;
    }
    state.set(name, "open");
    for (const next of kindOf(step).quickExits(step)) if (next !== null) walk(next);
    state.set(name, "done");
  };
  for (const name of Object.keys(steps)) walk(name);
  return [...found.values()];
};
