import type { EntryEvent } from "#shared/audience/events/index.ts";
import {
  type Enrollment,
  keepVersion,
  recordDecision,
} from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import { parseDuration } from "#shared/kernel/duration.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { digest } from "#shared/kernel/ids.ts";
import { causeOf } from "#shared/messaging/messages/index.ts";
import { GOAL, HOLDOUT } from "./conversions.ts";

/**
 * A run, counted from its entry event however late that is processed; it takes over the pending
 * mails of `last`. A held-out contact gets a run that is over at once.
 */
export function startRun(
  program: Program,
  contact: string,
  entryKey: string,
  entry: EntryEvent,
  now: number,
  last?: Enrollment,
): Enrollment {
  const { at } = entry;
  const { sequence, version, definition } = program;
  const isHeldOut = isHoldout(program, contact);
  const first = { at: now, step: definition.start, reason: entry.event };
  const trail = recordDecision(trailOf(last, version), { ...first, decision: "entered" });
  return {
    sequence,
    entryKey,
    run: digest(contact, sequence, entryKey, entry.id, at),
    version,
    startedAt: at,
    entry,
    ...(isHeldOut
      ? { status: "completed", step: null, endedAt: at, visits: {} }
      : { status: "active", step: definition.start, visits: { [definition.start]: 1 } }),
    arrivedAt: at,
    cause: causeOf(entry),
    sends: {},
    outbox: (last?.outbox ?? []).map((mail) => ({ entry: last?.entry, ...mail })),
    trail: isHeldOut ? recordDecision(trail, { ...first, decision: "held-out" }) : trail,
    exitedRuns: last?.exitedRuns ?? [],
    ...watchingOf(program, at, isHeldOut),
  };
}

const trailOf = (last: Enrollment | undefined, version: number) =>
  !last || last.version === version ? (last?.trail ?? []) : keepVersion(last.trail, last.version);

/** Whether a contact is in the holdout: it gets no mail, for comparison. Never changes. */
export const isHoldout = ({ sequence, definition: { holdout = 0 } }: Program, contact: string) =>
  holdout > 0 && hashFraction(contact, sequence, HOLDOUT) * 100 < holdout;

function watchingOf({ definition: { goal } }: Program, since: number, isHeldOut: boolean) {
  if (!goal) return {};
  const until = since + parseDuration(goal.within);
  return { watching: { [GOAL]: { since, until, ...(isHeldOut && { variant: HOLDOUT }) } } };
}
