import canonicalize from "canonicalize";
import type { Where } from "#shared/audience/conditions/index.ts";
import { type Check, warning } from "./finding.ts";

/**
 * One of several events of a wait that is never taken: one before it is met by all that meets it.
 */
export const deadEvent: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    const { events = [] } = step.kind === "waitFor" ? step : {};
    return events.flatMap((one, i) => {
      const by = events.slice(0, i).findIndex((earlier) => covers(earlier, one));
      if (by < 0) return [];
      const message = `no run continues by it: event ${by + 1} matches everything that it matches`;
      const remedy = "put it first, or give the other a filter";
      return [warning("dead-event", `/steps/${name}/events/${i}`, message, remedy)];
    });
  });

type OneOf = { event: string; where?: Where | undefined };

/** Surely enough: the same event by no test that the later has not too. */
function covers(earlier: OneOf, later: OneOf): boolean {
  if (earlier.event !== later.event) return false;
  const { where: tests = {} } = earlier;
  const { where: more = {} } = later;
  // That of a mail counts from when the mail was decided, which is before the wait.
  if (typeof more.step?.is === "string" && !tests.step) return false;
  return Object.entries(tests).every(([field, test]) => {
    const same = Object.hasOwn(more, field) ? more[field] : undefined;
    return same !== undefined && canonicalize(same) === canonicalize(test);
  });
}
