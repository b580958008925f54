import { applyChange, changeAttributes } from "#shared/audience/contacts/index.ts";
import {
  type EventRow,
  engineOrdinal,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import {
  type Member,
  type SegmentsEvaluation,
  segmentsOf,
} from "#shared/audience/segments/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { digest } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { Item } from "#shared/ports/table.ts";

/** A person's profile that is to be written together with the decisions that changed it. */
export type PersonChange = {
  contact: string;
  old: Profile;
  next: Profile;
  expect: number;
  /** Segments that they now are in, and those that they no longer are in. */
  joined: [segment: string, member: Member][];
  parted: [segment: string, member: Member][];
  /** Whether their own subscription was changed by a sequence, and by which. */
  consent?: { subscribed: boolean; by: string };
};

type News = {
  /** Events that were taken in: they are pending no more. */
  takenIn: ReadonlySet<string>;
  judgement: SegmentsEvaluation | undefined;
  wakeAt: number | undefined;
  effects: { by: string; hops: number; effects: Effect[] }[];
  heard: ReadonlySet<string>;
  now: number;
};

/** What taking in events, judging segments and the effects of steps make of a profile; undefined where it stays. */
export function changePerson(
  { data: old, version }: Item<Profile>,
  { takenIn, judgement, wakeAt, effects, heard, now }: News,
): PersonChange | undefined {
  const taken =
    takenIn.size === 0
      ? old
      : { ...old, pending: old.pending?.filter(({ id }) => !takenIn.has(id)) };
  const judged = withWake(withSegments(taken, judgement), judgement, wakeAt, now);
  const { changed, events, consent } = withEffects(judged, version, effects, heard, now);
  const hops = Math.max(0, ...(old.pending ?? []).map((one) => one.hops ?? 0));
  const pending = [...turnsOf(old.id, judgement, version, now, hops), ...events];
  let next = changed;
  if (pending.length > 0) next = { ...next, pending: [...(next.pending ?? []), ...pending] };
  if (next === old) return undefined;
  if (next.pending?.length === 0) next = { ...next, pending: undefined };
  const [before, after] = [segmentsOf(old), segmentsOf(next)];
  return {
    contact: old.id,
    old,
    next,
    expect: version,
    joined: membersOf(next, after.difference(before)),
    parted: membersOf(old, before.difference(after)),
    ...(consent && { consent }),
  };
}

const withSegments = (profile: Profile, judgement: SegmentsEvaluation | undefined): Profile =>
  judgement && judgement.memberships !== profile.segments
    ? { ...profile, segments: judgement.memberships }
    : profile;

/** When they are to be looked at next: an instant that is ahead already goes only before an earlier one. */
function withWake(
  profile: Profile,
  judgement: SegmentsEvaluation | undefined,
  wakeAt: number | undefined,
  now: number,
): Profile {
  const known = profile.wakeAt;
  const isPast = known !== undefined && known <= now;
  // Nothing changes by itself any more: what is past must not have them judged for ever.
  if (wakeAt === undefined) return judgement && isPast ? { ...profile, wakeAt } : profile;
  return known === undefined || isPast || wakeAt < known ? { ...profile, wakeAt } : profile;
}

/** The events of the segments that they came into and left, as far along a chain as what was just taken in. */
function turnsOf(
  contact: string,
  judgement: SegmentsEvaluation | undefined,
  version: number,
  now: number,
  hops: number,
): EventRow[] {
  const { entered = [], left = [] } = judgement ?? {};
  const event = (name: string, segment: string): EventRow => ({
    id: `g_${digest(contact, name, segment, version)}`,
    name,
    at: now,
    ordinal: engineOrdinal(hops, 1),
    data: { segment },
    ...(hops > 0 && { hops }),
  });
  return [
    ...entered.map((segment) => event(SEGMENT_ENTERED, segment)),
    ...left.map((segment) => event(SEGMENT_LEFT, segment)),
  ];
}

/** The profile after what steps change of it, and the events that they let happen. */
function withEffects(
  profile: Profile,
  version: number,
  effects: News["effects"],
  heard: ReadonlySet<string>,
  now: number,
) {
  let changed = profile;
  let consent: PersonChange["consent"];
  const events: EventRow[] = [];
  effects.forEach(({ by, hops, effects: some }, i) => {
    for (const effect of some) {
      if (effect.kind === "event") events.push(effect.event);
      if (effect.kind !== "change") continue;
      const id = `u_${digest(profile.id, version, i, changed.pending?.length ?? 0)}`;
      const { subscribed: from } = changed;
      const to = effect.subscribed ?? from;
      changed = changeAttributes(changed, attributesOf(effect, changed), heard, {
        id,
        now,
        hops: hops + 1,
        ...(from !== to && { also: { subscribed: { from, to } } }),
      });
      if (from === to) continue;
      consent = { subscribed: to, by };
      changed = { ...changed, subscribed: to, updatedAt: Math.max(now, changed.updatedAt) };
    }
  });
  return { changed, events, consent };
}

/**
 * The new values, those that go on from what is there worked out from what other effects have made
 * of it.
 */
function attributesOf({ attributes, changes }: Effect & { kind: "change" }, profile: Profile) {
  if (!changes) return attributes;
  const next = Object.entries(changes).map(([name, change]) => [
    name,
    applyChange(ownValue(profile.attributes, name) ?? null, change),
  ]);
  return { ...attributes, ...Object.fromEntries(next) };
}

const membersOf = ({ id, segments }: Profile, ids: Set<string>): [string, Member][] =>
  [...ids].map((segment) => [segment, { contact: id, since: segments![segment]!.since }]);
