import { type Check, error } from "./finding.ts";
import { LET_IN_BY_HAND } from "./fixes.ts";

/** There is no trigger. */
export const noTrigger: Check = ({ enter }) =>
  enter.length > 0
    ? []
    : [
        error(
          "no-trigger",
          "/enter",
          "no contact could enter",
          'name at least one event, or {"api": true}',
          { fix: LET_IN_BY_HAND },
        ),
      ];
