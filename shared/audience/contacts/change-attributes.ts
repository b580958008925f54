import type { EventRow } from "#shared/audience/events/index.ts";
import { CONTACT_UPDATED } from "#shared/audience/events/index.ts";
import type { Attribute, Attributes, Profile } from "#shared/audience/profiles/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";

type AttributeChange = { from: Attribute; to: Attribute };

/** `id`: of the event; `cascade`: the cascade count of sequences that led to the change. */
type ChangeContext = {
  id: string;
  now: number;
  cascade?: number;
  /** Changes of fields beside the attributes. */
  also?: Record<string, AttributeChange>;
  /** Publish no event; only `changedAt` is updated. */
  silent?: boolean;
};

/**
 * The profile with changed attributes (null removes one), and a pending event for those changes
 * that something live listens to.
 */
export function changeAttributes(
  profile: Profile,
  changes: Attributes,
  listenedTo: ReadonlySet<string>,
  context: ChangeContext,
): Profile {
  const changed = Object.entries(changes).filter(
    ([name, value]) => !isSame(attributeOf(profile, name), value),
  );
  const published = changed.filter(([name]) => listenedTo.has(name));
  const next = changed.length === 0 ? profile : merge(profile, changed, published, context.now);
  if (context.silent || (published.length === 0 && !context.also)) return next;
  const { id, now, cascade, also } = context;
  const entries = published.map(([name, to]) => [
    name,
    { from: attributeOf(profile, name), to } satisfies AttributeChange,
  ]);
  const data = { ...also, changes: Object.fromEntries(entries) };
  const event: EventRow = { id, name: CONTACT_UPDATED, at: now, data, ...(cascade && { cascade }) };
  return { ...next, pending: [...(profile.pending ?? []), event] };
}

function merge(
  profile: Profile,
  changed: [string, Attribute][],
  published: [string, Attribute][],
  now: number,
): Profile {
  const merged = { ...profile.attributes, ...Object.fromEntries(changed) };
  const attributes = Object.fromEntries(
    Object.entries(merged).filter(([, value]) => value !== null),
  );
  const next: Profile = { ...profile, attributes, updatedAt: Math.max(now, profile.updatedAt) };
  if (published.length === 0) return next;
  const instants = Object.fromEntries(published.map(([name]) => [name, now]));
  return { ...next, changedAt: { ...profile.changedAt, ...instants } };
}

const attributeOf = ({ attributes }: Profile, name: string): Attribute =>
  ownValue(attributes, name) ?? null;

const isSame = (one: Attribute, other: Attribute) => JSON.stringify(one) === JSON.stringify(other);
