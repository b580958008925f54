import { localIso } from "#shared/calendar/index.ts";
import { iso } from "#shared/kernel/time.ts";
import type { Forecast, Item } from "./timeline.ts";

/** A forecast as it is shown outside: instants in ISO 8601, each also by the clock that the sequence goes by. */
export const showForecast = ({ timeline, endedBy }: Forecast) => ({
  timeline: timeline.map(showItem),
  endedBy,
});

const showItem = ({ at, zone, until, ...item }: Item) => ({
  at: iso(at),
  local: localIso(at, zone),
  ...item,
  ...(until !== undefined && { until: iso(until), untilLocal: localIso(until, zone) }),
});
