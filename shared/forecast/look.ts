import {
  type Enrollment,
  type EventRow,
  isActive,
  isMessageEvent,
  isWatching,
  messageEvents,
} from "#shared/people/index.ts";
import {
  type CurrentRun,
  changePerson,
  enterRun,
  judgeBy,
  stepRun,
  tidy,
  toFacts,
  toSubject,
  underRules,
} from "#shared/runs/index.ts";
import {
  type Effect,
  entryKeyOf,
  type Program,
  type Request,
  whyNoKey,
} from "#shared/sequences/index.ts";
import { answerOf } from "./answer-of.ts";
import { openMail } from "./mails.ts";
import { row } from "./row.ts";
import type { Simulation } from "./simulation.ts";
import { note, tellDecisions } from "./tell.ts";

/** One round of what the pipeline does: takes in what happened, lets in, moves runs on, changes the person. */
export function look(simulation: Simulation): void {
  const { now, person, heard, mails } = simulation;
  const profile = person.profile!;
  const pending = profile.data.pending ?? [];
  const answers = simulation.answers;
  const happened = [...simulation.events, ...pending];
  simulation.events = [];
  simulation.answers = [];
  const facts = factsOf(simulation);
  const fresh = happened.filter((event) => remember(simulation, event));
  const judged = judgePerson(simulation, facts);
  if (judged) {
    facts.segments = judged.segments!.union(simulation.segments);
    simulation.wakeAt = judged.wakeAt;
    fresh.push(...judged.reached.filter((event) => remember(simulation, event)));
  }
  const subject = { ...toSubject(person, facts), mails };
  const { winners } = simulation.given;
  if (winners) subject.winnerOf = (_, step) => winners[step];
  const effects: { by: string; hops: number; effects: Effect[] }[] = [];
  for (const run of runsOf(simulation, fresh)) {
    const decided = stepRun(run, subject, answers, now);
    if (decided.run === run.old) continue;
    const next = tidy(decided.run, mails);
    write(simulation, run, next);
    tellDecisions(simulation, run.old, next, decided.effects);
    effects.push({ by: next.sequence, hops: next.entry.hops ?? 0, effects: decided.effects });
    for (const effect of decided.effects) {
      if (effect.kind === "request") reply(simulation, effect.request);
    }
  }
  if (pending.length === 0 && effects.length === 0 && !judged?.judgement) return;
  const takenIn = new Set(pending.map(({ id }) => id));
  const change = changePerson(profile, {
    ...{ takenIn, judgement: judged?.judgement, wakeAt: undefined, effects, heard, now },
  });
  if (change) person.profile = { ...profile, version: profile.version + 1, data: change.next };
}

/** Stores an event, once; whether it is one that was not known. */
function remember({ known, history }: Simulation, { id, name, at, data }: EventRow): boolean {
  if (known.has(id)) return false;
  known.add(id);
  if (isMessageEvent(name)) return true;
  const list = history.get(name);
  if (list) list.unshift({ at, data });
  else history.set(name, [{ at, data }]);
  return true;
}

const factsOf = ({ person, switches, history, mails, segments }: Simulation) => {
  const facts = toFacts(person.profile!.data, switches.timeZone, (name) =>
    isMessageEvent(name) ? messageEvents(name, mails.values()) : (history.get(name) ?? []),
  );
  if (segments.size > 0) facts.segments = facts.segments.union(segments);
  return facts;
};

function judgePerson(
  { given, person, switches, now }: Simulation,
  facts: ReturnType<typeof factsOf>,
) {
  const { program, segments = [] } = given;
  const { state, dates, since = 0 } = switches.sequences[program.sequence] ?? {};
  const dated = dates && state === "live" ? [{ program, since }] : [];
  if (segments.length + dated.length === 0) return undefined;
  return judgeBy(segments, dated, person.profile!.data, facts, now);
}

/** The runs under way and watched, and those that the events start. */
function runsOf(simulation: Simulation, events: EventRow[]): CurrentRun[] {
  const { given, person, switches, now } = simulation;
  const { program } = given;
  const inForce = switches.sequences[program.sequence];
  if (inForce?.state !== "live") return [];
  const runs: CurrentRun[] = [];
  for (const { data, version } of person.enrollments) {
    if (data.sequence !== program.sequence) continue;
    if (!isActive(data) && !isWatching(data, now)) continue;
    const own = programOf(simulation, data);
    if (!own) continue;
    const { entryKey, run } = data;
    const entryData = simulation.entryData.get(run);
    runs.push({
      program: underRules(own, inForce),
      entryKey,
      old: data,
      expect: version,
      entryData,
    });
  }
  for (const event of events) {
    const entryKey = entryKeyOf(program, event);
    const refusal =
      entryKey === undefined
        ? whyNoKey(program, event)
        : enterRun(runs, person.enrollments, program, entryKey, event);
    if (refusal === undefined) continue;
    const { sequence, version } = program;
    const decision = "not entered";
    note(simulation, { kind: "refused", sequence, version, decision, reason: refusal });
  }
  return runs;
}

/** The program that a run follows. */
function programOf({ given }: Simulation, { version }: Enrollment): Program | undefined {
  const { program, older = [] } = given;
  return program.version === version ? program : older.find((one) => one.version === version);
}

function write(simulation: Simulation, { expect, old, entry }: CurrentRun, next: Enrollment): void {
  const { person, mails, now } = simulation;
  if (entry) simulation.entryData.set(next.run, entry.data);
  const item = row(next, expect === "absent" ? 1 : expect + 1);
  const at = person.enrollments.findIndex(({ data }) => data === old);
  if (at < 0) person.enrollments.push(item);
  else person.enrollments[at] = item;
  if (next.outbox.length === 0) return;
  const open = new Set(simulation.open.map(({ entry }) => entry.messageId));
  for (const entry of next.outbox) {
    if (open.has(entry.messageId) || mails.has(entry.messageId)) continue;
    if (entry.to === undefined) simulation.decided.push(entry.messageId);
    simulation.open.push(openMail(next.sequence, next.entryKey, entry, now));
  }
}

function reply(simulation: Simulation, request: Request): void {
  const { answered, answers, given } = simulation;
  const { step } = request.asker;
  const before = answered.get(step) ?? 0;
  answered.set(step, before + 1);
  const answer = answerOf(request, given.answers?.[step], before);
  if (answer) answers.push(answer);
}
