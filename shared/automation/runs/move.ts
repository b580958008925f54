import type { EventPosition } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import type { Effect, Outcome } from "#shared/automation/steps/index.ts";
import { onTime } from "#shared/automation/steps/index.ts";
import { messageId, parseMessageId } from "#shared/kernel/ids.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import { arrive, causeIn, end, note } from "./arrive.ts";

/**
 * When something is worked on, the moment that is gone through, and as of when conditions are
 * asked.
 */
export type Time = { now: number; moment: EventPosition; asOf: number };

export const timeOf = (moment: EventPosition, now: number): Time => ({
  now,
  moment,
  asOf: onTime(moment.at, now),
});

/**
 * The run after a step that it left; where the step is `timeless`, what follows still counts from
 * the mail before.
 */
export function move(
  run: Enrollment,
  outcome: Exclude<Outcome, { kind: "stay" }>,
  contact: string,
  { now, moment }: Time,
  timeless: boolean,
): Enrollment {
  if (outcome.kind === "exit") return end(run, now, moment, "exited", outcome.reason);
  if (outcome.kind === "go") {
    const { decision, reason, saw, next, watch, effects, by } = outcome;
    const at = by ?? (effects?.some(isDone) ? whenDone(moment, now) : moment);
    const noted = { ...run, trail: note(run, now, { decision, reason, saw }) };
    if (watch) {
      const { name, ...watched } = watch;
      const known = run.arrivedAt === watch.since ? run.cause : undefined;
      const cause = watch.since === moment.at ? (causeIn(moment) ?? known) : undefined;
      noted.watching = { ...run.watching, [name]: { ...watched, ...(cause && { cause }) } };
    }
    const dueSince = timeless ? dueSinceOf(run) : outcome.overAt;
    return arrive(noted, next, now, at, { after: timeless ? run.after : undefined, dueSince });
  }
  const entry = decideMail(run, outcome, contact, now);
  const decided: Enrollment = {
    ...run,
    outbox: [...run.outbox, entry],
    trail: note(run, now, { decision: outcome.to ? "notify" : "send", reason: outcome.template }),
  };
  const { dueAt = moment.at } = outcome;
  const at = whenDone(dueAt > moment.at ? { at: dueAt } : moment, now);
  // What tells the team is no mail of the person's: nothing counts from it, and it has no place in
  // their order.
  const dueSince = dueSinceOf(run);
  if (outcome.to) return arrive(decided, outcome.next, now, at, { after: run.after, dueSince });
  decided.sends = { ...run.sends, [entry.step]: entry.messageId };
  return arrive(decided, outcome.next, now, at, { after: entry.messageId, dueSince });
}

/**
 * When a step that takes no time was due: when its mail was to go, if that was held; else when it
 * was to be reached.
 */
const dueSinceOf = ({ stepDueAt, dueAt, dueSince, arrivedAt }: Enrollment): number =>
  stepDueAt ?? dueAt ?? dueSince ?? arrivedAt;

/** Whether something was done that others see, and so was done now. */
const isDone = ({ kind }: Effect) => kind !== "tally";

/** What was done counts from its moment where that was on time. */
const whenDone = (moment: EventPosition, now: number): EventPosition => {
  const at = onTime(moment.at, now);
  return at === moment.at ? moment : { at };
};

/**
 * Mails of one run are born one after the other, also those of one moment: that is the order they
 * go in.
 */
function decideMail(
  run: Enrollment,
  { template, to }: Outcome & { kind: "send" },
  contact: string,
  now: number,
): OutboxEntry {
  const step = run.step!;
  const visit = run.visits[step] ?? 1;
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
