import type { Facts } from "#shared/audience/conditions/index.ts";
import { type EventPosition, isSince } from "#shared/audience/events/index.ts";
import { type Enrollment, readTrail } from "#shared/automation/enrollments/index.ts";
import type { Program } from "#shared/automation/language/index.ts";
import type { Effect, Outcome, Visit } from "#shared/automation/steps/index.ts";
import { kindOf, waitAnchor } from "#shared/automation/steps/index.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import { causeOf, type Message } from "#shared/messaging/messages/index.ts";
import { isActive } from "#shared/messaging/snapshot/index.ts";
import type { DeclaredAttributes } from "#shared/platform/live-definitions/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import { applyOutcome, type Time, timeOf } from "./apply-outcome.ts";
import { end, note } from "./arrive.ts";
import { changedBy } from "./changed-by.ts";
import { detectConversions } from "./conversions.ts";
import { isSameRequest } from "./is-same-request.ts";
import { whenToExit } from "./when-to-exit.ts";

/** The contact as a run sees it. */
export type RunContact = {
  contact: string;
  /** The contact's public names. */
  identity: { id: string; email: string };
  facts: Facts;
  /** The entry event's data, unless the run stores it itself. */
  entry?: Record<string, unknown> | undefined;
  mails: Map<string, Message>;
  /** The winning variant of the experiment at a step. */
  winnerOf?: (sequence: string, step: string) => string | undefined;
  declared?: DeclaredAttributes | undefined;
};

/** The result of `advance`. `run` is the same object if nothing changed. */
export type Advance = { run: Enrollment; effects: Effect[] };

/** The most steps of a run in one call; it continues a minute later. */
const MAX_STEPS_AT_ONCE = 50;

/**
 * What a run does next. Pure: time is an argument, chance is a hash, effects are data. A run moves
 * on until a step waits; asking again without news changes nothing. `moment` is the event or
 * instant being processed and may lie before `now`, the wall clock. Durations count from `moment`;
 * mails and trail entries are stamped `now`.
 */
export function advance(
  program: Program,
  start: Enrollment,
  subject: RunContact,
  now: number,
  answer?: WebhookResult,
  moment: EventPosition = { at: now },
): Advance {
  let time = timeOf(moment, now);
  let facts = factsOf(program, start, subject);
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
  for (let count = 0; count < MAX_STEPS_AT_ONCE; count++) {
    if (exit.now) {
      const ended = end(run, now, moment, "exited", "exit condition", exit.saw);
      return { run: ended, effects };
    }
    const step = run.step === null ? undefined : program.steps.get(run.step);
    if (!step) return { run: end(run, now, moment, "completed", "end"), effects };
    const kind = kindOf(step);
    const outcome = kind.visit(step, visitOf(program, run, subject, facts, time, answer));
    if (outcome.kind === "stay") {
      if (outcome.request) effects.push({ kind: "request", request: outcome.request });
      return { run: stay(run, outcome, exit.at, now), effects };
    }
    run = applyOutcome(run, outcome, subject.contact, time, !kind.waits);
    // An earlier event may have led on: continue from that one.
    if (arrivedElsewhere(run, time.moment)) time = timeOf({ at: run.arrivedAt, ...run.cause }, now);
    if (outcome.kind === "go" && outcome.effects) {
      effects.push(...outcome.effects);
      const changed = changedBy(facts, outcome.effects);
      if (changed !== facts) exit = whenToExit(program, changed, run.entry, time.asOf);
      facts = changed;
    }
    if (!isActive(run)) return { run, effects };
  }
  return { run: { ...run, dueAt: now + MINUTE_MS }, effects };
}

/**
 * Whether a run arrived by something other than `moment`: earlier, or by another event of that
 * millisecond.
 */
const arrivedElsewhere = ({ arrivedAt, cause }: Enrollment, { at, id }: EventPosition): boolean =>
  arrivedAt < at || (arrivedAt === at && cause !== undefined && cause.id !== id);

/** Adds what the run itself knows, only for programs that read it: most do not. */
function factsOf({ reads }: Program, run: Enrollment, subject: RunContact): Facts {
  const { facts } = subject;
  if (reads.entry.size === 0 && !reads.began) return facts;
  const startedBy = { at: run.startedAt, ...causeOf(run.entry) };
  return { ...facts, entry: entryOf(run, subject), sinceEntry: (one) => isSince(one, startedBy) };
}

const NO_DATA: Record<string, unknown> = {};

const entryOf = (run: Enrollment, { entry }: RunContact) => run.entry.data ?? entry ?? NO_DATA;

function visitOf(
  { definition: { settings }, rules }: Program,
  run: Enrollment,
  subject: RunContact,
  facts: Facts,
  { now: clock, moment: { at: now }, asOf }: Time,
  answer: WebhookResult | undefined,
): Visit {
  const { contact, identity, mails, winnerOf, declared } = subject;
  const zone = settings.zone ?? facts.zone;
  const anchor = waitAnchor(run, mails, clock);
  const entry = entryOf(run, subject);
  const visit: Visit = {
    now,
    clock,
    asOf,
    contact,
    identity,
    run,
    entry,
    facts,
    zone,
    rules,
    anchor,
    declared,
  };
  if (answer && isSameRequest(answer.origin, run)) visit.answer = answer;
  if (winnerOf) visit.winner = winnerOf(run.sequence, run.step!);
  return visit;
}

/** Stays, and replaces the last trail entry if it is of the same wait. */
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
  const isSameWait = last?.step === run.step && last.decision === decision;
  const trail = isSameWait ? run.trail.slice(0, -1) : run.trail;
  next.trail = note({ ...run, trail }, now, { decision, reason, saw, until: outcome.until });
  return request ? { ...next, attempt: request.attempt } : next;
}

const earlier = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
