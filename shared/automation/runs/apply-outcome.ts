import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Effect, Outcome } from "#shared/automation/steps/index.ts";
import { onTime } from "#shared/automation/steps/index.ts";
import { messageId, parseMessageId } from "#shared/kernel/ids.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import { arrive, causeIn, end, note } from "./arrive.ts";

/**
 * The wall clock, the moment being processed, and the instant at which conditions are evaluated.
 */
export type Time = { now: number; moment: EventPosition; asOf: number };

export const timeOf = (moment: EventPosition, now: number): Time => ({
  now,
  moment,
  asOf: onTime(moment.at, now),
});

/**
 * The run after leaving a step. If that step takes no time (`timeless`), the next still counts from
 * the mail before.
 */
export function applyOutcome(
  run: Enrollment,
  outcome: Exclude<Outcome, { kind: "stay" }>,
  contact: string,
  { now, moment }: Time,
  timeless: boolean,
): Enrollment {
  if (outcome.kind === "exit") return end(run, now, moment, "exited", outcome.reason);
  if (outcome.kind === "go") {
    const { decision, reason, saw, next, watch, effects, by } = outcome;
    const at = by ?? (effects?.some(isVisible) ? positionOf(moment, now) : moment);
    const left = { ...run, trail: note(run, now, { decision, reason, saw }) };
    if (watch) {
      const { name, ...tracked } = watch;
      const arrivedBy = run.arrivedAt === watch.since ? run.cause : undefined;
      const cause = watch.since === moment.at ? (causeIn(moment) ?? arrivedBy) : undefined;
      left.watching = { ...run.watching, [name]: { ...tracked, ...(cause && { cause }) } };
    }
    const dueSince = timeless ? dueSinceOf(run) : outcome.overAt;
    return arrive(left, next, now, at, { after: timeless ? run.after : undefined, dueSince });
  }
  const entry = decideMail(run, outcome, contact, now);
  const decided: Enrollment = {
    ...run,
    outbox: [...run.outbox, entry],
    trail: note(run, now, { decision: outcome.to ? "notify" : "send", reason: outcome.template }),
  };
  const { dueAt = moment.at } = outcome;
  const at = positionOf(dueAt > moment.at ? { at: dueAt } : moment, now);
  // A mail to the team is not one of the contact's: no time counts from it, and it is not in their
  // order.
  const dueSince = dueSinceOf(run);
  if (outcome.to) return arrive(decided, outcome.next, now, at, { after: run.after, dueSince });
  decided.sends = { ...run.sends, [entry.step]: entry.messageId };
  return arrive(decided, outcome.next, now, at, { after: entry.messageId, dueSince });
}

/**
 * When a step that takes no time was due: when its held mail was to go, else when it was to be
 * reached.
 */
const dueSinceOf = ({ stepDueAt, dueAt, dueSince, arrivedAt }: Enrollment): number =>
  stepDueAt ?? dueAt ?? dueSince ?? arrivedAt;

/** Whether an effect is visible to others, and so happened now. */
const isVisible = ({ kind }: Effect) => kind !== "tally";

/** The position of a visible effect: its moment if that was on time, else now. */
const positionOf = (moment: EventPosition, now: number): EventPosition => {
  const at = onTime(moment.at, now);
  return at === moment.at ? moment : { at };
};

/** Mails of a run have ascending times, also within one moment: they leave in that order. */
function decideMail(
  run: Enrollment,
  { template, to }: Outcome & { kind: "send" },
  contact: string,
  now: number,
): OutboxEntry {
  const step = run.step!;
  const visit = ownValue(run.visits, step) ?? 1;
  const before = Object.values(run.sends).map((id) => parseMessageId(id).bornAt);
  const bornAt = Math.max(now, ...before.map((at) => at + 1));
  return {
    messageId: messageId(contact, bornAt, run.sequence, run.run, step, visit),
    run: run.run,
    version: run.version,
    step,
    template,
    bornAt,
    ...(to !== undefined && { to }),
  };
}
