import { type Check, warning } from "./finding.ts";
import { setting } from "./fixes.ts";

/** A yearly date trigger with re-entry `never`. */
export const yearlyOnce: Check = ({ enter, reentry }) =>
  reentry !== "never"
    ? []
    : enter.flatMap((trigger, i) => {
        if (!("date" in trigger) || !trigger.every) return [];
        const message = `"${trigger.date}" comes round every year, but re-entry is never`;
        const remedy = 'set "reentry" to "after-exit"';
        const fix = setting("Let contacts enter again", "/reentry", "after-exit");
        return [
          warning("yearly-once", `/enter/${i}/every`, message, remedy, {
            fix,
            values: { date: trigger.date },
          }),
        ];
      });
