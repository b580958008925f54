import type { Definition } from "#shared/automation/language/index.ts";
import { type Check, error, warning } from "./finding.ts";
import { NEVER_AGAIN } from "./fixes.ts";

/**
 * An event that a step emits starts another run of the same contact. Once per run, the cascade
 * limit ends it; more often, runs multiply.
 */
export const emitReenters: Check = ({ enter, reentry, steps }) => {
  if (reentry !== "after-exit") return [];
  const emitting = Object.keys(steps).filter((name) => mayEnter(steps[name]!, enter));
  if (emitting.length === 0) return [];
  const remedy = 'loop with a wait, or set "reentry" to "never" or {"afterExit": …}';
  const sure = emitting.filter((name) => alwaysEnters(steps[name]!, enter));
  return emitting.map((name) =>
    sure.length > 1
      ? error(
          "lets-in-again",
          pathOf(name),
          "runs multiply: each one starts several more",
          remedy,
          { fix: NEVER_AGAIN },
        )
      : warning(
          "lets-in-again",
          pathOf(name),
          "this event starts another run of the same contact",
          remedy,
          { fix: NEVER_AGAIN },
        ),
  );
};

const pathOf = (step: string) => `/steps/${step}/event`;

type Step = Definition["steps"][string];

const mayEnter = (step: Step, enter: Definition["enter"]) =>
  step.kind === "emit" &&
  enter.some((trigger) => "event" in trigger && trigger.event === step.event);

/** Whatever the event's data. */
const alwaysEnters = (step: Step, enter: Definition["enter"]) =>
  mayEnter(
    step,
    enter.filter((trigger) => !("where" in trigger && trigger.where)),
  );
