import canonicalize from "canonicalize";
import type { Where } from "#shared/audience/conditions/index.ts";
import { type Check, warning } from "./finding.ts";
import { removal } from "./fixes.ts";

/** One of several awaited events that never counts: an earlier one matches all that it matches. */
export const deadEvent: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    const { events = [] } = step.kind === "waitFor" ? step : {};
    return events.flatMap((one, i) => {
      const by = events.slice(0, i).findIndex((earlier) => covers(earlier, one));
      if (by < 0) return [];
      const message = `no run continues by it: event ${by + 1} matches everything that it matches`;
      const remedy = "put it first, or give the other a filter";
      const path = `/steps/${name}/events/${i}`;
      // There are two at least.
      const fix = events.length > 2 ? removal("Remove the event", path) : undefined;
      return [warning("dead-event", path, message, remedy, { fix, values: { by: by + 1 } })];
    });
  });

type OneOf = { event: string; where?: Where | undefined };

/** A sufficient test: the same event, with no test that the later one lacks. */
function covers(earlier: OneOf, later: OneOf): boolean {
  if (earlier.event !== later.event) return false;
  const { where: tests = {} } = earlier;
  const { where: more = {} } = later;
  // A filter on a mail counts events since the mail was decided, before the wait.
  if (typeof more.step?.is === "string" && !tests.step) return false;
  return Object.entries(tests).every(([field, test]) => {
    const same = Object.hasOwn(more, field) ? more[field] : undefined;
    return same !== undefined && canonicalize(same) === canonicalize(test);
  });
}
