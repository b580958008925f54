import {
  CONTACT_UPDATED,
  type EventRow,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import {
  type Attributes,
  type Membership,
  type Profile,
  withFields,
} from "#shared/audience/profiles/index.ts";

type Changes = Record<string, { from: Attributes[string]; to: Attributes[string] }>;

export const changesOf = ({ data }: EventRow) => (data.changes ?? {}) as Changes;
/** Other changed fields of the contact, before or after. */
export const fieldsOf = ({ data }: EventRow, side: "from" | "to"): Fields =>
  Object.fromEntries(
    (["email", "locale", "timeZone"] as const).flatMap((name) => {
      const value = (data[name] as { from: string | null; to: string | null } | undefined)?.[side];
      return value === undefined ? [] : [[name, value]];
    }),
  );
/** An address is never null. */
type Fields = { email?: string; locale?: string | null; timeZone?: string | null };
export const subscribedOf = ({ data }: EventRow) =>
  data.subscribed as { from: boolean; to: boolean } | undefined;

/**
 * The contact as of `from`, as far as later events say: attribute changes are stored only if a
 * sequence or segment listened; everything else is as today.
 */
export function reconstructContact(profile: Profile, since: EventRow[], from: number): Profile {
  const { pending: _, wakeAt: __, segments: ___, ...rest } = profile;
  const attributes = { ...profile.attributes };
  let { subscribed } = profile;
  let fields: Fields = {};
  for (const event of since.toReversed()) {
    if (event.name !== CONTACT_UPDATED) continue;
    for (const [name, change] of Object.entries(changesOf(event))) attributes[name] = change.from;
    subscribed = subscribedOf(event)?.from ?? subscribed;
    fields = { ...fields, ...fieldsOf(event, "from") };
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) delete attributes[name];
  }
  const suppression = suppressedSince(profile, from) ? null : profile.suppression;
  const changedAt = changedBy(profile, from);
  const { email = profile.email } = fields;
  return {
    ...withFields(rest, fields),
    email,
    attributes,
    changedAt,
    subscribed,
    suppression,
  };
}

/** When attributes last changed, by then: the time before a later change is not kept. */
const changedBy = ({ changedAt = {} }: Profile, from: number) =>
  Object.fromEntries(Object.entries(changedAt).filter(([, at]) => at <= from));

/** Whether the address was suppressed only after `from`. */
export const suppressedSince = ({ suppression }: Profile, from: number) =>
  suppression !== null && suppression.at > from;

/** The segments of the contact before these events up to `until`. */
export function segmentsAt(
  { segments = {} }: Profile,
  since: EventRow[],
  until: number,
): Set<string> {
  const wasIn = ([, { in: isIn, since: at }]: [string, Membership]) => isIn && at <= until;
  const inside = new Set(
    Object.entries(segments)
      .filter(wasIn)
      .map(([id]) => id),
  );
  for (const { name, data } of since.toReversed()) {
    if (name === SEGMENT_ENTERED) inside.delete(data.segment as string);
    if (name === SEGMENT_LEFT) inside.add(data.segment as string);
  }
  return inside;
}
