import { type Check, warning } from "./finding.ts";
import { setting } from "./fixes.ts";

/** A wait for a date does not say where runs without such a date go. */
export const dateWithoutOtherwise: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    if (step.kind !== "wait" || !step.until || !("attribute" in step.until)) return [];
    if (step.otherwise !== undefined) return [];
    const message = `without a date in "${step.until.attribute}", or when it is over, the run ends here`;
    const remedy = 'name the next step in "otherwise", or null to end';
    const fix = setting("End the run then", `/steps/${name}/otherwise`, null);
    return [
      warning("date-without-otherwise", `/steps/${name}`, message, remedy, {
        fix,
        values: { attribute: step.until.attribute },
      }),
    ];
  });
