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
import {
  type LiveDefinitions,
  listenedAttributes,
} from "#shared/platform/live-definitions/index.ts";
import type { Item } from "#shared/ports/table.ts";
import type { ProfileChange, RunChange } from "./change.ts";
import type { Evaluated } from "./evaluate-memberships.ts";

type News = {
  /** Whether the events that were pending are taken in. */
  takesIn: boolean;
  evaluated: Omit<Evaluated, "segments" | "reached"> | undefined;
  runs: RunChange[];
  live: LiveDefinitions;
  now: number;
};

/**
 * What taking in pending events, evaluating memberships and the effects of steps make of a profile;
 * undefined where it stays. Pure.
 */
export function changeProfile(
  { data: old, version }: Item<Profile>,
  { takesIn, evaluated, runs, live, now }: News,
): ProfileChange | undefined {
  const isTakenIn = takesIn && old.pending !== undefined;
  if (!isTakenIn && !evaluated && !runs.some(hasEffects)) return undefined;
  const taken = isTakenIn ? { ...old, pending: undefined } : old;
  const judged = evaluated ? withEvaluated(taken, evaluated, now) : taken;
  const { changed, events, consent } = withEffects(judged, version, runs, live, now);
  const pending = [...turnsOf(old, evaluated?.judgement, version, now), ...events];
  const next =
    pending.length === 0
      ? changed
      : { ...changed, pending: [...(changed.pending ?? []), ...pending] };
  if (next === old) return undefined;
  const [before, after] = [segmentsOf(old), segmentsOf(next)];
  return {
    old,
    next,
    expect: version,
    joined: membersOf(next, after.difference(before)),
    parted: membersOf(old, before.difference(after)),
    ...(consent && { consent }),
  };
}

const hasEffects = ({ effects }: RunChange) => effects.length > 0;

/**
 * With new memberships, and when they are evaluated next: an instant that is ahead already goes
 * only before an earlier one.
 */
function withEvaluated(
  profile: Profile,
  { judgement: { memberships }, wakeAt }: NonNullable<News["evaluated"]>,
  now: number,
): Profile {
  const next = memberships === profile.segments ? profile : { ...profile, segments: memberships };
  const known = profile.wakeAt;
  const isPast = known !== undefined && known <= now;
  // Nothing changes by itself any more: what is past must not have them evaluated for ever.
  if (wakeAt === undefined) return isPast ? { ...next, wakeAt } : next;
  return known === undefined || isPast || wakeAt < known ? { ...next, wakeAt } : next;
}

/** The events of segments entered and left, as far along a cascade as what was just taken in. */
function turnsOf(
  { id: contact, pending = [] }: Profile,
  { entered, left }: Pick<SegmentsEvaluation, "entered" | "left"> = { entered: [], left: [] },
  version: number,
  now: number,
): EventRow[] {
  const hops = Math.max(0, ...pending.map((one) => one.hops ?? 0));
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
  runs: RunChange[],
  live: LiveDefinitions,
  now: number,
) {
  const heard = listenedAttributes(live);
  let changed = profile;
  let consent: ProfileChange["consent"];
  const events: EventRow[] = [];
  runs.forEach(({ next: { sequence: by, entry }, effects }, i) => {
    for (const effect of effects) {
      if (effect.kind === "event") events.push(effect.event);
      if (effect.kind !== "change") continue;
      const id = `u_${digest(profile.id, version, i, changed.pending?.length ?? 0)}`;
      const { subscribed: from } = changed;
      const to = effect.subscribed ?? from;
      changed = changeAttributes(changed, attributesOf(effect, changed), heard, {
        id,
        now,
        hops: (entry.hops ?? 0) + 1,
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
