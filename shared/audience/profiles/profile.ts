import type { ContactField } from "#shared/audience/conditions/index.ts";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { PlainValue } from "#shared/kernel/plain-value.ts";
import { iso } from "#shared/kernel/time.ts";

/** Why an address is suppressed, strongest first: a weaker reason never replaces a stronger one. */
export const SUPPRESSIONS = ["complaint", "unsubscribe", "hard-bounce", "manual"] as const;
export type SuppressionReason = (typeof SUPPRESSIONS)[number];
export type Suppression = { reason: SuppressionReason; at: number };

export type Attribute = PlainValue;
export type Attributes = Record<string, Attribute>;

/** Whether a contact is in a segment, since when, by which version of the segment. */
export type Membership = { in: boolean; since: number; version: number };

/** Row `a` of a contact: identity, attributes and consent. */
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
  /** When it was imported (epoch milliseconds): it is not treated as new. */
  existing?: number;
  /** When attributes that something listens to last changed. */
  changedAt?: Record<string, number>;
  /** Segments evaluated for this contact, in or not. */
  segments?: Record<string, Membership>;
  /** When a segment or date changes by itself; the timing wheel has a reference for it. */
  wakeAt?: number;
  /** Events not processed yet; every other write carries them over. */
  pending?: EventRow[];
  /** Set when the erasure begins: from then on the contact counts as gone. */
  erasedAt?: number;
};

/** A built-in field, as conditions and templates see it. */
export function fieldOf(profile: Profile, name: ContactField): string | null {
  return name === "createdAt" ? iso(profile.createdAt) : (profile[name] ?? null);
}

/** The profile with another zone or locale; null removes one. */
export function withFields(
  profile: Profile,
  { timeZone = profile.timeZone, locale = profile.locale }: Fields,
): Profile {
  const { timeZone: _, locale: __, ...rest } = profile;
  return { ...rest, ...(timeZone && { timeZone }), ...(locale && { locale }) };
}
type Fields = { timeZone?: string | null | undefined; locale?: string | null | undefined };

/** The caller's id of a contact, else ours. */
export const publicId = (profile: Profile) => profile.externalId ?? profile.id;

/** The stronger of the two; of equals the earlier, so that repeating changes nothing. */
export function strongerSuppression(old: Suppression | null, next: Suppression): Suppression {
  const rank = (suppression: Suppression) => SUPPRESSIONS.indexOf(suppression.reason);
  return old && rank(old) <= rank(next) ? old : next;
}
