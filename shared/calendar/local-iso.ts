import { stretchAt } from "./zone.ts";

/** The instant, to the second, as the zone's clocks show it: `2026-12-01T09:00:00+01:00`. */
export function localIso(at: number, zone: string): string {
  const { offset } = stretchAt(zone, at);
  const ahead = new Date(Math.abs(offset)).toISOString().slice(11, 16);
  return `${new Date(at + offset).toISOString().slice(0, 19)}${offset < 0 ? "-" : "+"}${ahead}`;
}
