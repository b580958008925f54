import type { Definition } from "#shared/automation/language/index.ts";
import { type Check, error, warning } from "./finding.ts";

/**
 * An event that a step emits lets the same contact in again. Once a run, that ends with the limit
 * of events that lead to each other; more than once, each run makes several, and those as many
 * again.
 */
export const letsInAgain: Check = ({ enter, reentry, steps }) => {
  if (reentry !== "after-exit") return [];
  const again = Object.keys(steps).filter((name) => mayLetIn(steps[name]!, enter));
  if (again.length === 0) return [];
  const remedy = 'loop with a wait, or set "reentry" to "never" or {"afterExit": …}';
  const sure = again.filter((name) => letsIn(steps[name]!, enter));
  return again.map((name) =>
    sure.length > 1
      ? error("lets-in-again", pathOf(name), "runs multiply: each one starts several more", remedy)
      : warning(
          "lets-in-again",
          pathOf(name),
          "this event starts another run of the same contact",
          remedy,
        ),
  );
};

const pathOf = (step: string) => `/steps/${step}/event`;

type Step = Definition["steps"][string];

const mayLetIn = (step: Step, enter: Definition["enter"]) =>
  step.kind === "emit" && enter.some((way) => "event" in way && way.event === step.event);

/** Whatever the event's data, that is. */
const letsIn = (step: Step, enter: Definition["enter"]) =>
  mayLetIn(
    step,
    enter.filter((way) => !("where" in way && way.where)),
  );
