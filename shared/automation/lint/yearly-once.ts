import { type Check, warning } from "./finding.ts";

/** A date of every year lets in a person who may come once only. */
export const yearlyOnce: Check = ({ enter, reentry }) =>
  reentry !== "never"
    ? []
    : enter.flatMap((way, i) => {
        if (!("date" in way) || !way.every) return [];
        const message = `"${way.date}" comes round every year, but re-entry is never`;
        const remedy = 'set "reentry" to "after-exit"';
        return [warning("yearly-once", `/enter/${i}/every`, message, remedy)];
      });
