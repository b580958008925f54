import { matchesFields } from "#shared/audience/conditions/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import type { SetValue } from "#shared/automation/steps/index.ts";
import type { Trigger } from "#shared/automation/triggers/index.ts";
import { type Check, warning } from "./finding.ts";
import { NEVER_AGAIN } from "./fixes.ts";

/** An `update` changes an attribute whose change is a trigger, and re-entry is allowed. */
export const updateReenters: Check = ({ enter, reentry, steps }) =>
  reentry === "never"
    ? []
    : changesIn(steps).flatMap(({ step, name, value }) =>
        enter.some((trigger) => mayEnter(trigger, name, value))
          ? [
              warning(
                "update-reenters",
                `/steps/${step}/set/${name}`,
                `this change of "${name}" may let the same contact in again`,
                'test another value with `to`, or set "reentry" to "never"',
                { fix: NEVER_AGAIN, values: { name } },
              ),
            ]
          : [],
      );

const changesIn = (steps: Definition["steps"]) =>
  Object.entries(steps).flatMap(([step, one]) =>
    one.kind === "update"
      ? Object.entries(one.set ?? {}).map(([name, value]) => ({ step, name, value }))
      : [],
  );

function mayEnter(trigger: Trigger, name: string, value: SetValue): boolean {
  if (!("attribute" in trigger) || trigger.attribute !== name) return false;
  const isKnown = typeof value !== "object" || value === null;
  return !isKnown || !trigger.to || matchesFields({ to: value }, { to: trigger.to });
}
