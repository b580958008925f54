import { localAt, offsetPeriodAt } from "./zone.ts";

/** An instant, to the second, in local time: `2026-12-01T09:00:00+01:00`. */
export function localIso(at: number, zone: string): string {
  const { offset } = offsetPeriodAt(zone, at);
  const ahead = new Date(Math.abs(offset)).toISOString().slice(11, 16);
  return `${new Date(at + offset).toISOString().slice(0, 19)}${offset < 0 ? "-" : "+"}${ahead}`;
}

/** The local date of an instant: `2026-12-01`. */
export const localDate = (at: number, zone: string): string =>
  new Date(localAt(zone, at)).toISOString().slice(0, 10);
