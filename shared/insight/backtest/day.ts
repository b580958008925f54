import { localIso } from "#shared/calendar/index.ts";
import { DAY_MS } from "#shared/kernel/time.ts";

/** The local date of an instant: `2026-03-02`. */
export const dateOf = (at: number, zone: string): string => localIso(at, zone).slice(0, 10);

/** The week number of a date, counted from a Monday long ago. */
export const weekOf = (date: string): number => Math.floor((Date.parse(date) / DAY_MS + 3) / 7);
