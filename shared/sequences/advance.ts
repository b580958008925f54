import { type Facts, matches } from "#shared/conditions/index.ts";
import { digest, messageId, parseMessageId } from "#shared/kernel/ids.ts";
import { MINUTE_MS } from "#shared/kernel/time.ts";
import {
  type Decision,
  type Enrollment,
  type Entry,
  isActive,
  type Message,
  type Noted,
  noteDecision,
  type OutboxEntry,
  readTrail,
} from "#shared/people/index.ts";
import { baseOf } from "./base.ts";
import type { Program } from "./program.ts";
import type { Outcome, Visit } from "./step.ts";
import { kindOf } from "./steps/index.ts";

/** The person as a run sees them. */
export type Subject = { contact: string; facts: Facts; mails: Map<string, Message> };

/**
 * What `advance` decided. `run` is the same object when nothing changed. `passed` names the mail in doubt
 * that the run no longer waits for: its row is marked before the run is written.
 */
export type Advance = { run: Enrollment; passed?: string };

/** A run takes at most so many steps at once; the rest follows a minute later. */
const MAX_STEPS_AT_ONCE = 50;
/** A step may be reached so often: every run is finite. */
const MAX_VISITS = 1_000;

/** A first run, or the next one after `last`, whose unsettled mails it keeps in sight. */
export function startRun(
  program: Program,
  contact: string,
  entryKey: string,
  entry: Entry,
  now: number,
  last?: Enrollment,
): Enrollment {
  return {
    sequence: program.sequence,
    entryKey,
    run: digest(contact, program.sequence, entryKey, now),
    version: program.version,
    startedAt: now,
    entry,
    status: "active",
    step: program.definition.start,
    arrivedAt: now,
    visits: { [program.definition.start]: 1 },
    sends: {},
    outbox: (last?.outbox ?? []).map((mail) => ({ entry: last?.entry, ...mail })),
    trail: noteDecision(last?.trail ?? [], {
      at: now,
      step: program.definition.start,
      decision: "entered",
      reason: entry.event,
    }),
    exitedRuns: last?.exitedRuns ?? [],
  };
}

/**
 * What a run does next: pure. Time is an argument, nothing is random, effects are data. A run moves on
 * until a step lets time pass. Asking again without news changes nothing.
 */
export function advance(
  program: Program,
  start: Enrollment,
  person: Subject,
  now: number,
): Advance {
  if (!isActive(start)) return { run: start };
  if (program.definition.exit.some((condition) => matches(condition, person.facts, now))) {
    return { run: end(start, now, "exited", "exit condition") };
  }
  let run = start;
  let passed: string | undefined;
  for (let taken = 0; taken < MAX_STEPS_AT_ONCE; taken++) {
    const step = run.step === null ? undefined : program.steps.get(run.step);
    if (!step) return { run: end(run, now, "completed", "end"), passed };
    const base = baseOf(run, person.mails, now);
    const visit: Visit = { now, run, facts: person.facts, base };
    const outcome = kindOf(step).visit(step, visit);
    if (outcome.kind === "stay") return { run: stay(run, outcome, now), passed };
    if (run.after && person.mails.get(run.after)?.status === "unknown") passed = run.after;
    run = move(run, outcome, person.contact, now, !kindOf(step).waits);
    if (!isActive(run)) return { run, passed };
  }
  return { run: { ...run, dueAt: now + MINUTE_MS }, passed };
}

/** A run that is to stay for longer notes that in place of until when it was to stay before. */
function stay(run: Enrollment, outcome: Outcome & { kind: "stay" }, now: number): Enrollment {
  const { until, decision, reason } = outcome;
  if (run.dueAt === until) return run;
  const [last] = readTrail(run.trail.slice(-1));
  const isAgain = last?.step === run.step && last.decision === decision;
  const trail = isAgain ? run.trail.slice(0, -1) : run.trail;
  return { ...run, dueAt: until, trail: note({ ...run, trail }, now, { decision, reason, until }) };
}

function move(
  run: Enrollment,
  outcome: Exclude<Outcome, { kind: "stay" }>,
  contact: string,
  now: number,
  timeless: boolean,
): Enrollment {
  if (outcome.kind === "exit") return end(run, now, "exited", outcome.reason);
  if (outcome.kind === "go") {
    const { decision, reason, after } = { ...outcome, after: timeless ? run.after : undefined };
    const noted = { ...run, trail: note(run, now, { decision, reason }) };
    return arrive(noted, outcome.next, now, after);
  }
  const entry = decideMail(run, outcome.template, contact, now);
  const decided: Enrollment = {
    ...run,
    outbox: [...run.outbox, entry],
    sends: { ...run.sends, [entry.step]: entry.messageId },
    trail: note(run, now, { decision: "send", reason: outcome.template }),
  };
  return arrive(decided, outcome.next, now, entry.messageId);
}

/** Mails of one run are born one after the other, also those of one moment: that is the order they go in. */
function decideMail(run: Enrollment, template: string, contact: string, now: number): OutboxEntry {
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
  };
}

function arrive(run: Enrollment, next: string | null, now: number, after?: string): Enrollment {
  const moved = { ...run, step: next, arrivedAt: now, after, dueAt: undefined };
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
): Enrollment {
  return {
    ...run,
    dueAt: undefined,
    after: undefined,
    status,
    visits: {},
    sends: {},
    endedAt: now,
    step: null,
    trail: note(run, now, { decision: status, reason }),
    exitedRuns: status === "exited" ? [...run.exitedRuns, run.run] : run.exitedRuns,
  };
}

const note = (run: Enrollment, at: number, decision: Omit<Decision, "at" | "step">): Noted[] =>
  noteDecision(run.trail, { ...decision, at, step: run.step ?? "" });
