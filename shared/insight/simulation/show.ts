import { localIso } from "#shared/calendar/index.ts";
import { iso } from "#shared/kernel/time.ts";
import type { Item, SimulationResult } from "./timeline.ts";

/**
 * The API form of a simulation's result: instants in ISO 8601, also in the sequence's local time.
 */
export const showResult = ({ timeline, endedBy }: SimulationResult) => ({
  timeline: timeline.map(showItem),
  endedBy,
});

const showItem = ({ at, zone, until, ...item }: Item) => ({
  at: iso(at),
  local: localIso(at, zone),
  ...item,
  // The names of steps need no escaping in a JSON pointer.
  ...(item.step !== undefined && { path: `/steps/${item.step}` }),
  ...(until !== undefined && { until: iso(until), untilLocal: localIso(until, zone) }),
});
