import { applyChange, changeAttributes } from "#shared/audience/contacts/index.ts";
import {
  type EventRow,
  engineOrdinal,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/audience/events/index.ts";
import type { Profile } from "#shared/audience/profiles/index.ts";
import {
  type SegmentMember,
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

type Update = {
  /** Whether pending events are processed. */
  clearPending: boolean;
  evaluated: Omit<Evaluated, "segments" | "reached"> | undefined;
  runs: RunChange[];
  live: LiveDefinitions;
  now: number;
};

/**
 * The profile after processing pending events, evaluating memberships and the effects of steps;
 * undefined if unchanged. Pure.
 */
export function changeProfile(
  { data: old, version }: Item<Profile>,
  { clearPending, evaluated, runs, live, now }: Update,
): ProfileChange | undefined {
  const isCleared = clearPending && old.pending !== undefined;
  if (!isCleared && !evaluated && !runs.some(hasEffects)) return undefined;
  const cleared = isCleared ? { ...old, pending: undefined } : old;
  const profile = evaluated ? withEvaluated(cleared, evaluated, now) : cleared;
  const { changed, events, consent } = withEffects(profile, version, runs, live, now);
  const pending = [...segmentEvents(old, evaluated?.result, version, now), ...events];
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
 * Sets memberships and the next evaluation; a future instant is replaced only by an earlier one.
 */
function withEvaluated(
  profile: Profile,
  { result: { memberships }, wakeAt }: NonNullable<Update["evaluated"]>,
  now: number,
): Profile {
  const next = memberships === profile.segments ? profile : { ...profile, segments: memberships };
  const before = profile.wakeAt;
  const isPast = before !== undefined && before <= now;
  // Nothing changes by time any more: clear a past instant, or it would be evaluated forever.
  if (wakeAt === undefined) return isPast ? { ...next, wakeAt } : next;
  return before === undefined || isPast || wakeAt < before ? { ...next, wakeAt } : next;
}

/**
 * Events for segments entered and left, at the cascade depth of the pending events just processed.
 */
function segmentEvents(
  { id: contact, pending = [] }: Profile,
  { entered, left }: Pick<SegmentsEvaluation, "entered" | "left"> = { entered: [], left: [] },
  version: number,
  now: number,
): EventRow[] {
  const cascade = Math.max(0, ...pending.map((one) => one.cascade ?? 0));
  const event = (name: string, segment: string): EventRow => ({
    id: `g_${digest(contact, name, segment, version)}`,
    name,
    at: now,
    ordinal: engineOrdinal(cascade, 1),
    data: { segment },
    ...(cascade > 0 && { cascade }),
  });
  return [
    ...entered.map((segment) => event(SEGMENT_ENTERED, segment)),
    ...left.map((segment) => event(SEGMENT_LEFT, segment)),
  ];
}

/** The profile after the effects of steps, and the events that they emit. */
function withEffects(
  profile: Profile,
  version: number,
  runs: RunChange[],
  live: LiveDefinitions,
  now: number,
) {
  const attributes = listenedAttributes(live);
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
      changed = changeAttributes(changed, attributesOf(effect, changed), attributes, {
        id,
        now,
        cascade: (entry.cascade ?? 0) + 1,
        ...(from !== to && { also: { subscribed: { from, to } } }),
      });
      if (from === to) continue;
      consent = { subscribed: to, by };
      changed = { ...changed, subscribed: to, updatedAt: Math.max(now, changed.updatedAt) };
    }
  });
  return { changed, events, consent };
}

/** The new values; relative changes apply to the profile's current ones. */
function attributesOf({ attributes, changes }: Effect & { kind: "change" }, profile: Profile) {
  if (!changes) return attributes;
  const next = Object.entries(changes).map(([name, change]) => [
    name,
    applyChange(ownValue(profile.attributes, name) ?? null, change),
  ]);
  return { ...attributes, ...Object.fromEntries(next) };
}

const membersOf = ({ id, segments }: Profile, ids: Set<string>): [string, SegmentMember][] =>
  [...ids].map((segment) => [segment, { contact: id, since: segments![segment]!.since }]);
