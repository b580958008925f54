import type { EventRow } from "./history.ts";
import { CONTACT_UPDATED } from "./own-events.ts";
import type { Attribute, Attributes, Profile } from "./profile.ts";

/** Of a value that an event tells of: longer ones are cut. */
const MAX_TOLD = 200;

/**
 * The profile with changed attributes (null takes one away), and with the event that tells of those changes that somebody
 * listens to. `id` names that event; `hops` says how many sequences in a row led to it.
 */
export function changeAttributes(
  profile: Profile,
  changes: Attributes,
  heard: ReadonlySet<string>,
  { id, now, hops }: { id: string; now: number; hops?: number },
): Profile {
  const changed = Object.entries(changes).filter(
    ([name, value]) => !isSame(profile.attributes[name] ?? null, value),
  );
  if (changed.length === 0) return profile;
  const merged = { ...profile.attributes, ...Object.fromEntries(changed) };
  const attributes = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null),
  );
  const told = changed.filter(([name]) => heard.has(name));
  const next: Profile = { ...profile, attributes, updatedAt: Math.max(now, profile.updatedAt) };
  if (told.length === 0) return next;
  const data = {
    changes: Object.fromEntries(
      told.map(([name, to]) => [
        name,
        { from: cut(profile.attributes[name] ?? null), to: cut(to) },
      ]),
    ),
  };
  const event: EventRow = { id, name: CONTACT_UPDATED, at: now, data, ...(hops && { hops }) };
  const changedAt = {
    ...profile.changedAt,
    ...Object.fromEntries(told.map(([name]) => [name, now])),
  };
  return { ...next, changedAt, pending: [...(profile.pending ?? []), event] };
}

const isSame = (one: Attribute, other: Attribute) => JSON.stringify(one) === JSON.stringify(other);

const cut = (value: Attribute): Attribute =>
  typeof value === "string"
    ? value.slice(0, MAX_TOLD)
    : Array.isArray(value)
      ? value.slice(0, 10).map((one) => one.slice(0, MAX_TOLD))
      : value;
