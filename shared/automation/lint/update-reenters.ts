import { matchesFields } from "#shared/audience/conditions/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import type { SetValue } from "#shared/automation/steps/index.ts";
import type { Trigger } from "#shared/automation/triggers/index.ts";
import { type Check, warning } from "./finding.ts";

/** An update changes the very attribute whose change lets people in, and they may come again. */
export const updateReenters: Check = ({ enter, reentry, steps }) =>
  reentry === "never"
    ? []
    : changesIn(steps).flatMap(({ step, name, value }) =>
        enter.some((way) => mayLetIn(way, name, value))
          ? [
              warning(
                "update-reenters",
                `/steps/${step}/set/${name}`,
                `this change of "${name}" may let the same person in again`,
                'test another value with `to`, or set "reentry" to "never"',
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

function mayLetIn(way: Trigger, name: string, value: SetValue): boolean {
  if (!("attribute" in way) || way.attribute !== name) return false;
  const isKnown = typeof value !== "object" || value === null;
  return !isKnown || !way.to || matchesFields({ to: value }, { to: way.to });
}
