import { digest } from "#shared/kernel/ids.ts";
import {
  changeAttributes,
  type EventRow,
  type Profile,
  SEGMENT_ENTERED,
  SEGMENT_LEFT,
} from "#shared/people/index.ts";
import type { Item } from "#shared/ports/table.ts";
import { type Judgement, type Member, segmentsOf } from "#shared/segments/index.ts";
import type { Effect } from "#shared/sequences/index.ts";

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
  judgement: Judgement | undefined;
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
  let next = old;
  const entered = judgement?.entered ?? [];
  const left = judgement?.left ?? [];
  let consent: PersonChange["consent"];
  if (takenIn.size > 0) {
    next = { ...next, pending: next.pending?.filter(({ id }) => !takenIn.has(id)) };
  }
  if (judgement && judgement.memberships !== old.segments) {
    next = { ...next, segments: judgement.memberships };
  }
  if (
    wakeAt !== undefined &&
    (old.wakeAt === undefined || old.wakeAt <= now || wakeAt < old.wakeAt)
  ) {
    next = { ...next, wakeAt };
  }
  // Nothing changes by itself any more: what is past must not have them judged for ever.
  if (judgement && wakeAt === undefined && old.wakeAt !== undefined && old.wakeAt <= now) {
    next = { ...next, wakeAt: undefined };
  }
  const event = (name: string, segment: string): EventRow => ({
    id: `g_${digest(old.id, name, segment, version)}`,
    name,
    at: now,
    data: { segment },
  });
  const pending = [
    ...entered.map((segment) => event(SEGMENT_ENTERED, segment)),
    ...left.map((segment) => event(SEGMENT_LEFT, segment)),
  ];
  effects.forEach(({ by, hops, effects: some }, i) => {
    for (const effect of some) {
      if (effect.kind === "event") pending.push(effect.event);
      if (effect.kind !== "change") continue;
      const id = `u_${digest(old.id, version, i, next.pending?.length ?? 0)}`;
      const { subscribed: from } = next;
      const to = effect.subscribed ?? from;
      next = changeAttributes(next, effect.attributes, heard, {
        id,
        now,
        hops: hops + 1,
        ...(from !== to && { also: { subscribed: { from, to } } }),
      });
      if (effect.subscribed === undefined || effect.subscribed === next.subscribed) continue;
      consent = { subscribed: effect.subscribed, by };
      next = { ...next, subscribed: effect.subscribed, updatedAt: Math.max(now, next.updatedAt) };
    }
  });
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

const membersOf = ({ id, segments }: Profile, ids: Set<string>): [string, Member][] =>
  [...ids].map((segment) => [segment, { contact: id, since: segments![segment]!.since }]);
