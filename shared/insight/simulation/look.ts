import { comparePlaces, ENROLLED, type EventRow } from "#shared/audience/events/index.ts";
import {
  type CurrentRun,
  changePerson,
  type Entry,
  judgeBy,
  type Moved,
  moveRuns,
  tidy,
  toFacts,
  toSubject,
  underRules,
} from "#shared/automation/engine/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import {
  entryKeyOf,
  isOpenByHand,
  type Program,
  whyNoKey,
} from "#shared/automation/language/index.ts";
import type { Effect, Request } from "#shared/automation/steps/index.ts";
import { isMessageEvent, messageEvents } from "#shared/messaging/messages/index.ts";
import { isActive, isWatching } from "#shared/messaging/snapshot/index.ts";
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
  const stored = person.enrollments;
  const [runs, entries] = [runsOf(simulation, fresh), entriesOf(simulation, fresh)];
  const situation = { runs, stored, events: fresh, entries, subject, answers };
  const { moved, refused } = moveRuns(situation, now);
  for (const { reason } of refused) refuse(simulation, reason);
  for (const one of moved) {
    const next = tidy(one.run, mails, now);
    write(simulation, one, next);
    tellDecisions(simulation, one.old, next, one.effects);
    effects.push({ by: next.sequence, hops: next.entry.hops ?? 0, effects: one.effects });
    for (const effect of one.effects) {
      if (effect.kind === "request") reply(simulation, effect.request);
    }
  }
  if (pending.length === 0 && effects.length === 0 && !judged?.judgement) return;
  const takenIn = new Set(pending.map(({ id }) => id));
  const change = changePerson(profile, {
    takenIn,
    judgement: judged?.judgement,
    wakeAt: undefined,
    effects,
    heard,
    now,
  });
  if (change) person.profile = { ...profile, version: profile.version + 1, data: change.next };
}

/** Stores an event, once; whether it is one that was not known. */
function remember({ known, history }: Simulation, event: EventRow): boolean {
  const { id, name, at, ordinal, data } = event;
  if (known.has(id)) return false;
  known.add(id);
  if (isMessageEvent(name)) return true;
  const list = history.get(name) ?? [];
  const next = list.findIndex((one) => comparePlaces(one, event) < 0);
  list.splice(next < 0 ? list.length : next, 0, { id, at, ordinal, data });
  history.set(name, list);
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

/** The runs under way and watched. */
function runsOf(simulation: Simulation, events: EventRow[]): CurrentRun[] {
  const { given, person, switches, now } = simulation;
  const { program } = given;
  const inForce = switches.sequences[program.sequence];
  if (inForce?.state !== "live") return [];
  const since = Math.min(now, ...events.map(({ at }) => at));
  return person.enrollments.flatMap(({ data, version }) => {
    if (data.sequence !== program.sequence) return [];
    if (!isActive(data) && !isWatching(data, since, now)) return [];
    const own = programOf(simulation, data);
    if (!own) return [];
    const entryData = simulation.entryData.get(data.run);
    return [
      { program: underRules(own, inForce), old: data, start: data, expect: version, entryData },
    ];
  });
}

/** The events that let in; of those that would, but for the key of the run, it is told. */
function entriesOf(simulation: Simulation, events: EventRow[]): Entry[] {
  const { given, switches } = simulation;
  const { program } = given;
  if (switches.sequences[program.sequence]?.state !== "live") return [];
  return events.flatMap((event) => {
    const entryKey = entryKeyOf(program, event);
    if (entryKey !== undefined) return [{ program, entryKey, event }];
    const reason = whyNoKey(program, event);
    if (reason !== undefined) refuse(simulation, reason);
    else if (isByHand(program, event)) refuse(simulation, NOT_BY_HAND);
    return [];
  });
}

const NOT_BY_HAND = 'this sequence can not be entered by hand: put {"api": true} into its "enter"';

/** Whether a contact was enrolled by hand in a sequence without an `api` way in. */
const isByHand = ({ sequence, definition }: Program, { name, data }: EventRow) =>
  name === ENROLLED && data.sequence === sequence && !isOpenByHand(definition);

function refuse(simulation: Simulation, reason: string): void {
  const { sequence, version } = simulation.given.program;
  note(simulation, { kind: "refused", sequence, version, decision: "not entered", reason });
}

/** The program that a run follows. */
function programOf({ given }: Simulation, { version }: Enrollment): Program | undefined {
  const { program, older = [] } = given;
  return program.version === version ? program : older.find((one) => one.version === version);
}

function write(simulation: Simulation, { expect, old, entryData }: Moved, next: Enrollment): void {
  const { person, mails, now } = simulation;
  if (entryData) simulation.entryData.set(next.run, entryData);
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
