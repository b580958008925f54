import type { Facts } from "#shared/conditions/index.ts";
import { messageId, parseMessageId } from "#shared/kernel/ids.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  type Decision,
  type Enrollment,
  isActive,
  type Message,
  type Noted,
  noteDecision,
  type OutboxEntry,
  readTrail,
} from "#shared/people/index.ts";
import { baseOf } from "./base.ts";
import type { Answer, Effect } from "./effect.ts";
import { isSameAsker } from "./is-same-asker.ts";
import type { Program } from "./program.ts";
import type { Outcome, Visit } from "./step.ts";
import { kindOf } from "./steps/index.ts";
import { lookForGoals } from "./watch.ts";
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
/** A step may be reached so often: every run is finite. */
const MAX_VISITS = 1_000;

/**
 * What a run does next: pure. Time is an argument, chance is a hash, effects are data. A run moves on
 * until a step lets time pass. Asking again without news changes nothing.
 */
export function advance(
  program: Program,
  start: Enrollment,
  person: Subject,
  now: number,
  answer?: Answer,
): Advance {
  let facts = factsOf(program, start, person);
  const found = start.watching
    ? lookForGoals(program, start, facts, now)
    : { run: start, effects: [], goal: false };
  const effects: Effect[] = found.effects;
  let { run } = found;
  if (!isActive(run)) return { run, effects };
  if (found.goal && program.definition.goal?.exit) {
    return { run: end(run, now, "exited", "goal"), effects };
  }
  let exit = whenToExit(program, facts, now);
  let passed: string | undefined;
  for (let taken = 0; taken < MAX_STEPS_AT_ONCE; taken++) {
    if (exit.now)
      return { run: end(run, now, "exited", "exit condition", exit.saw), effects, passed };
    const step = run.step === null ? undefined : program.steps.get(run.step);
    if (!step) return { run: end(run, now, "completed", "end"), effects, passed };
    const kind = kindOf(step);
    const outcome = kind.visit(step, look(program, run, person, facts, now, answer));
    if (outcome.kind === "stay") {
      if (outcome.request) effects.push({ kind: "request", request: outcome.request });
      return { run: stay(run, outcome, exit.at, now), effects, passed };
    }
    if (run.after && person.mails.get(run.after)?.status === "unknown") passed = run.after;
    run = move(run, outcome, person.contact, now, !kind.waits);
    if (outcome.kind === "go" && outcome.effects) {
      effects.push(...outcome.effects);
      const changed = changedBy(facts, outcome.effects);
      if (changed !== facts) exit = whenToExit(program, changed, now);
      facts = changed;
    }
    if (!isActive(run)) return { run, effects, passed };
  }
  return { run: { ...run, dueAt: now + MINUTE_MS }, effects, passed };
}

/** What the run itself knows is added only for those who ask: most never do. */
const factsOf = ({ reads }: Program, run: Enrollment, person: Subject): Facts =>
  reads.entry.size > 0 ? { ...person.facts, entry: entryOf(run, person) } : person.facts;

const NO_DATA: Record<string, unknown> = {};

const entryOf = (run: Enrollment, { entry }: Subject) => run.entry.data ?? entry ?? NO_DATA;

function look(
  { definition: { settings }, rules }: Program,
  run: Enrollment,
  subject: Subject,
  facts: Facts,
  now: number,
  answer: Answer | undefined,
): Visit {
  const { contact, person, mails, winnerOf } = subject;
  const zone = settings.zone ?? facts.zone;
  const base = baseOf(run, mails, now);
  const entry = entryOf(run, subject);
  const visit: Visit = { now, contact, person, run, entry, facts, zone, rules, base };
  if (answer && isSameAsker(answer.asker, run)) visit.answer = answer;
  if (winnerOf) visit.winner = winnerOf(run.sequence, run.step!);
  return visit;
}

/** What a change decided just now makes of the facts: the steps after it see it. */
function changedBy(facts: Facts, effects: Effect[]): Facts {
  const change = effects.find((effect) => effect.kind === "change");
  if (!change) return facts;
  const attributes = { ...facts.attributes, ...change.attributes };
  return { ...facts, attributes, subscribed: change.subscribed ?? facts.subscribed };
}

/** A run that is to stay for longer notes that in place of until when it was to stay before. */
function stay(
  run: Enrollment,
  outcome: Outcome & { kind: "stay" },
  exitAt: number | undefined,
  now: number,
): Enrollment {
  const { decision, reason, saw, request } = outcome;
  const until = earlier(outcome.until, exitAt);
  const stepDueAt = until === outcome.until ? undefined : outcome.until;
  if (run.dueAt === until && run.stepDueAt === stepDueAt && !request) return run;
  const [last] = readTrail(run.trail.slice(-1));
  const isAgain = last?.step === run.step && last.decision === decision;
  const trail = isAgain ? run.trail.slice(0, -1) : run.trail;
  const noted = note({ ...run, trail }, now, { decision, reason, saw, until: outcome.until });
  return {
    ...run,
    dueAt: until,
    stepDueAt,
    trail: noted,
    ...(request && { attempt: request.attempt }),
  };
}

const earlier = (one: number | undefined, other: number | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

function move(
  run: Enrollment,
  outcome: Exclude<Outcome, { kind: "stay" }>,
  contact: string,
  now: number,
  timeless: boolean,
): Enrollment {
  if (outcome.kind === "exit") return end(run, now, "exited", outcome.reason);
  if (outcome.kind === "go") {
    const { decision, reason, saw, next, watch } = outcome;
    const noted = { ...run, trail: note(run, now, { decision, reason, saw }) };
    if (watch) {
      const { name, ...watched } = watch;
      noted.watching = { ...run.watching, [name]: { since: now, ...watched } };
    }
    return arrive(noted, next, now, timeless ? run.after : undefined);
  }
  const entry = decideMail(run, outcome, contact, now);
  const decided: Enrollment = {
    ...run,
    outbox: [...run.outbox, entry],
    trail: note(run, now, { decision: outcome.to ? "notify" : "send", reason: outcome.template }),
  };
  // What tells the team is no mail of the person's: nothing counts from it, and it has no place in their order.
  if (outcome.to) return arrive(decided, outcome.next, now, run.after);
  decided.sends = { ...run.sends, [entry.step]: entry.messageId };
  return arrive(decided, outcome.next, now, entry.messageId);
}

/** Mails of one run are born one after the other, also those of one moment: that is the order they go in. */
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

function arrive(run: Enrollment, next: string | null, now: number, after?: string): Enrollment {
  const left = { dueAt: undefined, stepDueAt: undefined, attempt: undefined };
  const moved = { ...run, ...left, step: next, arrivedAt: now, after };
  if (next === null) return end(moved, now, "completed", "end");
  const visits = (run.visits[next] ?? 0) + 1;
  if (visits > MAX_VISITS) return end(moved, now, "exited", `more than ${MAX_VISITS} visits`);
  return { ...moved, visits: { ...run.visits, [next]: visits } };
}

function end(
  run: Enrollment,
  now: number,
  status: "completed" | "exited",
  reason: string,
  saw?: string[],
): Enrollment {
  return {
    ...run,
    dueAt: undefined,
    stepDueAt: undefined,
    after: undefined,
    attempt: undefined,
    status,
    visits: {},
    sends: {},
    endedAt: now,
    step: null,
    trail: note(run, now, { decision: status, reason, saw }),
    exitedRuns: status === "exited" ? [...run.exitedRuns, run.run] : run.exitedRuns,
  };
}

/** A run that somebody ends: its unsent mails do not go any more. */
export const endRun = (run: Enrollment, now: number, reason: string): Enrollment =>
  end(run, now, "exited", reason);

const note = (run: Enrollment, at: number, decision: Omit<Decision, "at" | "step">): Noted[] =>
  noteDecision(run.trail, { ...decision, at, step: run.step ?? "" });
