import type { EventRow } from "#shared/audience/events/index.ts";
import { CONTACT_UPDATED } from "#shared/audience/events/index.ts";
import type { Attribute, Attributes, Profile } from "#shared/audience/profiles/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

type Change = { from: Attribute; to: Attribute };

/** How a change is told of. `id` names its event; `hops` says how many sequences in a row led to it. */
type Telling = {
  id: string;
  now: number;
  hops?: number;
  /** What else changed about the person. */
  also?: Record<string, Change>;
  /** Whether it is no news: only when it was is noted. */
  silent?: boolean;
};

/**
 * The profile with changed attributes (null takes one away), and with the event that tells of those changes that somebody
 * listens to.
 */
export function changeAttributes(
  profile: Profile,
  changes: Attributes,
  heard: ReadonlySet<string>,
  telling: Telling,
): Profile {
  const changed = Object.entries(changes).filter(
    ([name, value]) => !isSame(attributeOf(profile, name), value),
  );
  const told = changed.filter(([name]) => heard.has(name));
  const next = changed.length === 0 ? profile : merge(profile, changed, told, telling.now);
  if (telling.silent || (told.length === 0 && !telling.also)) return next;
  const { id, now, hops, also } = telling;
  const tale = told.map(([name, to]) => [
    name,
    { from: attributeOf(profile, name), to } satisfies Change,
  ]);
  const data = { ...also, changes: Object.fromEntries(tale) };
  const event: EventRow = { id, name: CONTACT_UPDATED, at: now, data, ...(hops && { hops }) };
  return { ...next, pending: [...(profile.pending ?? []), event] };
}

function merge(
  profile: Profile,
  changed: [string, Attribute][],
  told: [string, Attribute][],
  now: number,
): Profile {
  const merged = { ...profile.attributes, ...Object.fromEntries(changed) };
  const attributes = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null),
  );
  const next: Profile = { ...profile, attributes, updatedAt: Math.max(now, profile.updatedAt) };
  if (told.length === 0) return next;
  const instants = Object.fromEntries(told.map(([name]) => [name, now]));
  return { ...next, changedAt: { ...profile.changedAt, ...instants } };
}

const attributeOf = ({ attributes }: Profile, name: string): Attribute =>
  ownValue(attributes, name) ?? null;

const isSame = (one: Attribute, other: Attribute) => JSON.stringify(one) === JSON.stringify(other);
