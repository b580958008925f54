import type { Facts } from "#shared/audience/conditions/index.ts";
import { type EventPosition, isSince } from "#shared/audience/events/index.ts";
import { type Enrollment, readTrail } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Effect, Outcome, Visit } from "#shared/automation/steps/index.ts";
import { kindOf, waitAnchor } from "#shared/automation/steps/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { causeOf, type Message } from "#shared/messaging/messages/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { end, note } from "./arrive.ts";
import { changedBy } from "./changed-by.ts";
import { detectConversions } from "./conversions.ts";
import { isSameRequest } from "./is-same-request.ts";
import { move, type Time, timeOf } from "./move.ts";
import { whenToExit } from "./when-to-exit.ts";

/** The person as a run sees them. */
export type Subject = {
  contact: string;
  /** What the person is called outside. */
  person: { id: string; email: string };
  facts: Facts;
  /** The data of the event that the run began with, where the run does not hold it itself. */
  entry?: Record<string, unknown> | undefined;
  mails: Map<string, Message>;
  /** The variant that the experiment at a step has found to be best. */
  winnerOf?: (sequence: string, step: string) => string | undefined;
};

/**
 * What `advance` decided. `run` is the same object when nothing changed. `passed` names the mail in doubt
 * that the run no longer waits for: its row is marked before the run is written.
 */
export type Advance = { run: Enrollment; effects: Effect[]; passed?: string };

/** A run takes at most so many steps at once; the rest follows a minute later. */
const MAX_STEPS_AT_ONCE = 50;

/**
 * What a run does next: pure. Time is an argument, chance is a hash, effects are data. A run moves
 * on until a step lets time pass. Asking again without news changes nothing. `moment` is the event
 * or instant being processed; it may lie before `now` (the wall clock). Durations count from
 * `moment`; mails and trail entries are stamped `now`.
 */
export function advance(
  program: Program,
  start: Enrollment,
  person: Subject,
  now: number,
  answer?: WebhookResult,
  moment: EventPosition = { at: now },
): Advance {
  let time = timeOf(moment, now);
  let facts = factsOf(program, start, person);
  const found: ReturnType<typeof detectConversions> = start.watching
    ? detectConversions(program, start, facts, now, moment.at)
    : { run: start, effects: [] };
  const effects: Effect[] = found.effects;
  let { run } = found;
  if (!isActive(run)) return { run, effects };
  if (found.goal && program.definition.goal?.exit) {
    return { run: end(run, now, found.goal, "exited", "goal"), effects };
  }
  let exit = whenToExit(program, facts, run.entry, time.asOf);
  let passed: string | undefined;
  for (let taken = 0; taken < MAX_STEPS_AT_ONCE; taken++) {
    if (exit.now) {
      const ended = end(run, now, moment, "exited", "exit condition", exit.saw);
      return { run: ended, effects, passed };
    }
    const step = run.step === null ? undefined : program.steps.get(run.step);
    if (!step) return { run: end(run, now, moment, "completed", "end"), effects, passed };
    const kind = kindOf(step);
    const outcome = kind.visit(step, look(program, run, person, facts, time, answer));
    if (outcome.kind === "stay") {
      if (outcome.request) effects.push({ kind: "request", request: outcome.request });
      return { run: stay(run, outcome, exit.at, now), effects, passed };
    }
    if (run.after && person.mails.get(run.after)?.status === "unknown") passed = run.after;
    run = move(run, outcome, person.contact, time, !kind.waits);
    // What led on may be another event than the one at hand: what follows is gone through from
    // there.
    if (isElsewhere(run, time.moment)) time = timeOf({ at: run.arrivedAt, ...run.cause }, now);
    if (outcome.kind === "go" && outcome.effects) {
      effects.push(...outcome.effects);
      const changed = changedBy(facts, outcome.effects);
      if (changed !== facts) exit = whenToExit(program, changed, run.entry, time.asOf);
      facts = changed;
    }
    if (!isActive(run)) return { run, effects, passed };
  }
  return { run: { ...run, dueAt: now + MINUTE_MS }, effects, passed };
}

/**
 * Whether a run arrived by something that is not the moment: earlier, or another event of that
 * millisecond.
 */
const isElsewhere = ({ arrivedAt, cause }: Enrollment, { at, id }: EventPosition): boolean =>
  arrivedAt < at || (arrivedAt === at && cause !== undefined && cause.id !== id);

/** What the run itself knows is added only for those who ask: most never do. */
function factsOf({ reads }: Program, run: Enrollment, person: Subject): Facts {
  const { facts } = person;
  if (reads.entry.size === 0 && !reads.began) return facts;
  const began = { at: run.startedAt, ...causeOf(run.entry) };
  return { ...facts, entry: entryOf(run, person), sinceEntry: (one) => isSince(one, began) };
}

const NO_DATA: Record<string, unknown> = {};

const entryOf = (run: Enrollment, { entry }: Subject) => run.entry.data ?? entry ?? NO_DATA;

function look(
  { definition: { settings }, rules }: Program,
  run: Enrollment,
  subject: Subject,
  facts: Facts,
  { now: clock, moment: { at: now }, asOf }: Time,
  answer: WebhookResult | undefined,
): Visit {
  const { contact, person, mails, winnerOf } = subject;
  const zone = settings.zone ?? facts.zone;
  const base = waitAnchor(run, mails, clock);
  const entry = entryOf(run, subject);
  const visit: Visit = { now, clock, asOf, contact, person, run, entry, facts, zone, rules, base };
  if (answer && isSameRequest(answer.asker, run)) visit.answer = answer;
  if (winnerOf) visit.winner = winnerOf(run.sequence, run.step!);
  return visit;
}

/** A run that is to stay for longer notes that in place of until when it was to stay before. */
function stay(
  run: Enrollment,
  outcome: Outcome & { kind: "stay" },
  exitAt: number | undefined,
  now: number,
): Enrollment {
  const { decision, reason, saw, request, lookAt } = outcome;
  const until = earlier(earlier(outcome.until, lookAt), exitAt);
  const stepDueAt = until === outcome.until ? undefined : outcome.until;
  if (run.dueAt === until && run.stepDueAt === stepDueAt && !request) return run;
  const next = { ...run, dueAt: until, stepDueAt };
  // Add a trail entry only if the step's own deadline changed.
  if ((run.stepDueAt ?? run.dueAt) === outcome.until && !request) return next;
  const [last] = readTrail(run.trail.slice(-1));
  const isAgain = last?.step === run.step && last.decision === decision;
  const trail = isAgain ? run.trail.slice(0, -1) : run.trail;
  next.trail = note({ ...run, trail }, now, { decision, reason, saw, until: outcome.until });
  return request ? { ...next, attempt: request.attempt } : next;
}

const earlier = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
