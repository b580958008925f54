import { ENROLLED, type EventRow } from "#shared/audience/events/index.ts";
import { hasApiTrigger, type Program, whyKeyMissing } from "#shared/automation/language/index.ts";
import {
  addToHistory,
  type ContactChange,
  planContact,
} from "#shared/automation/planning/index.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { WebhookRequest } from "#shared/queue/index.ts";
import { answerOf } from "./assumed-reply.ts";
import { openMail } from "./mails.ts";
import { recordDecisions, recordItem } from "./record.ts";
import { row } from "./row.ts";
import type { Simulation } from "./simulation.ts";

/** Plans what happened as the engine does, and applies the change. */
export function step(simulation: Simulation): void {
  const { contact, live, now, answers } = simulation;
  const events = simulation.events.filter((event) => remember(simulation, event));
  simulation.events = [];
  simulation.answers = [];
  const work = { ...NO_WORK, contact: contact.id, events, answers };
  const planned = planContact(simulation, work, live, now);
  if ("needs" in planned) throw new Error("a simulation has all that a plan needs");
  const fresh = [...events, ...planned.events.filter((event) => remember(simulation, event))];
  if (planned.evaluated) simulation.wakeAt = planned.evaluated.wakeAt;
  recordRefusals(simulation, fresh, planned);
  for (const change of planned.runs) {
    applyRunChange(simulation, change);
    recordDecisions(simulation, change.old, change.next, change.effects);
    for (const effect of change.effects) {
      if (effect.kind === "request") reply(simulation, effect.request);
    }
  }
  if (planned.profile) contact.profile = row(planned.profile.next, planned.profile.expect + 1);
}

const NO_WORK = { backfilled: [], migrations: [], removals: [], reevaluate: false, again: false };

/** Stores an event once; returns whether it is new. */
function remember({ known, history }: Simulation, event: EventRow): boolean {
  if (known.has(event.id)) return false;
  known.add(event.id);
  addToHistory(history, event);
  return true;
}

const NO_API_TRIGGER =
  'this sequence can not be entered by hand: put {"api": true} into its "enter"';

/** Records why new events started no run. */
function recordRefusals(
  simulation: Simulation,
  fresh: EventRow[],
  { refused }: ContactChange,
): void {
  const { given, live } = simulation;
  const { program } = given;
  const { sequence, version } = program;
  if (live.sequences[sequence]?.state !== "live") return;
  const refuse = (reason: string) =>
    recordItem(simulation, { kind: "refused", sequence, version, decision: "not entered", reason });
  for (const event of fresh) {
    const reason =
      whyKeyMissing(program, event) ??
      (lacksApiTrigger(program, event) ? NO_API_TRIGGER : undefined);
    if (reason !== undefined) refuse(reason);
  }
  for (const { entry, reason } of refused) if (fresh.includes(entry.event)) refuse(reason);
}

/** Whether a contact was enrolled by hand in a sequence without an `api` trigger. */
const lacksApiTrigger = ({ sequence, definition }: Program, { name, data }: EventRow) =>
  name === ENROLLED && data.sequence === sequence && !hasApiTrigger(definition);

function applyRunChange(
  simulation: Simulation,
  { expect, old, next, entryData }: ContactChange["runs"][number],
): void {
  const { contact, mails, now } = simulation;
  const { enrollments } = contact;
  if (entryData) simulation.entryData.set(next.run, entryData);
  const at = enrollments.findIndex(({ data }) => data === old);
  enrollments[at < 0 ? enrollments.length : at] = row(next, expect === "absent" ? 1 : expect + 1);
  if (next.outbox.length === 0) return;
  const open = new Set(simulation.open.map(({ entry }) => entry.messageId));
  for (const entry of next.outbox) {
    if (open.has(entry.messageId) || mails.has(entry.messageId)) continue;
    if (entry.to === undefined) simulation.decided.push(entry.messageId);
    simulation.open.push(openMail(next.sequence, next.entryKey, entry, now));
  }
}

function reply(simulation: Simulation, request: WebhookRequest): void {
  const { answered, answers, given } = simulation;
  const { step: name } = request.origin;
  const before = answered.get(name) ?? 0;
  answered.set(name, before + 1);
  const answer = answerOf(request, ownValue(given.answers ?? {}, name), before);
  if (answer) answers.push(answer);
}
