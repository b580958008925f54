import type { ContactField } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { PlainValue } from "#shared/kernel/plain-value.ts";
import { iso } from "#shared/kernel/time.ts";

/** Why no mail goes to an address, the strongest first: a stronger reason replaces a weaker one, never the reverse. */
export const SUPPRESSIONS = ["complaint", "unsubscribe", "hard-bounce", "manual"] as const;
export type SuppressionReason = (typeof SUPPRESSIONS)[number];
export type Suppression = { reason: SuppressionReason; at: number };

export type Attribute = PlainValue;
export type Attributes = Record<string, Attribute>;

/** Whether somebody is in a segment, since when, and by which version of it. */
export type Membership = { in: boolean; since: number; version: number };

/** Row `a` of a person: who it is and what it agreed to. */
export type Profile = {
  id: string;
  externalId?: string;
  email: string;
  attributes: Attributes;
  timeZone?: string;
  locale?: string;
  subscribed: boolean;
  suppression: Suppression | null;
  createdAt: number;
  updatedAt: number;
  /** When it came in as somebody known before (epoch milliseconds): nothing greets them as new. */
  existing?: number;
  /** When those attributes changed last that anybody listens to. */
  changedAt?: Record<string, number>;
  /** Segments that this person was judged by, in or not. */
  segments?: Record<string, Membership>;
  /** When something about them changes by itself: a segment, a date. The wheel has a reference for it. */
  wakeAt?: number;
  /** What happened to them and is not taken in yet; every other write carries it over. */
  pending?: EventRow[];
  /** Set while the erasure runs: from then on the person is gone for everybody. */
  erasedAt?: number;
};

/** What every contact has besides its attributes, as conditions and values see it. */
export function fieldOf(profile: Profile, name: ContactField): string | null {
  return name === "createdAt" ? iso(profile.createdAt) : (profile[name] ?? null);
}

/** The profile with another zone or language; null takes one away. */
export function withFields(
  profile: Profile,
  { timeZone = profile.timeZone, locale = profile.locale }: Fields,
): Profile {
  const { timeZone: _, locale: __, ...rest } = profile;
  return { ...rest, ...(timeZone && { timeZone }), ...(locale && { locale }) };
}
type Fields = { timeZone?: string | null | undefined; locale?: string | null | undefined };

/** The id that its owner knows a contact by. */
export const publicId = (profile: Profile) => profile.externalId ?? profile.id;

/** The one of the two that must win; the earlier of equals, so that repeating changes nothing. */
export function stronger(old: Suppression | null, next: Suppression): Suppression {
  const rank = (suppression: Suppression) => SUPPRESSIONS.indexOf(suppression.reason);
  return old && rank(old) <= rank(next) ? old : next;
}
