import QuickLRU from "quick-lru";
import * as z from "zod/mini";
import { UTC } from "./zone.ts";

/** The longest IANA zone name has 32 characters. */
const LONGEST = 64;
const known = new QuickLRU<string, boolean>({ maxSize: 2_000 });

/** The first zone that this runtime knows, else UTC: a contact's, then the workspace's. */
export const zoneOf = (...candidates: (string | undefined)[]): string =>
  candidates.find((zone) => zone !== undefined && isZone(zone)) ?? UTC;

/** Whether this runtime knows the time zone. */
export function isZone(name: string): boolean {
  if (name === UTC) return true;
  // `Intl` also accepts offsets such as +02:00, without daylight saving time.
  if (name.length > LONGEST || !/^[A-Za-z]/.test(name)) return false;
  const answer = known.get(name) ?? canFormat(name);
  known.set(name, answer);
  return answer;
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** A time zone by its name. */
export const ZoneName = z.string().check(z.refine(isZone, "not a time zone such as Europe/Berlin"));
