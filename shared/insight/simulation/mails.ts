import { messageSent } from "#events/index.ts";
import { repairAt } from "#shared/messaging/handover/index.ts";
import { eventsOfChanges, type Message } from "#shared/messaging/messages/index.ts";
import { mayMail, orderPause, runOf, type SendDecision } from "#shared/messaging/policy/index.ts";
import type { OutboxEntry } from "#shared/messaging/snapshot/index.ts";
import { isListenedTo } from "#shared/platform/live-definitions/index.ts";
import { mailData } from "./mail-data.ts";
import { recordItem } from "./record.ts";
import { row } from "./row.ts";
import type { OpenMail, Simulation } from "./simulation.ts";

/** A decided mail, checked at `until`. */
export function openMail(
  sequence: string,
  entryKey: string,
  entry: OutboxEntry,
  until: number,
): OpenMail {
  const { messageId: id, run, version, step, bornAt, to } = entry;
  return {
    candidate: {
      id,
      class: to === undefined ? "marketing" : "transactional",
      source: { kind: "run", sequence, entryKey, run, version, step },
      bornAt,
      attempt: 0,
      team: to,
    },
    entry,
    entryKey,
    until,
  };
}

/**
 * Checks due mails; those that may leave do so at once. Mails of one run are checked together,
 * before any has left: the second is checked again when the first is gone.
 */
export function sendMails(simulation: Simulation): void {
  const { now, open, settled } = simulation;
  if (!open.some(({ until }) => until <= now)) return;
  const due = open.filter(({ until }) => until <= now);
  due.sort((a, b) => a.candidate.bornAt - b.candidate.bornAt);
  const heldUntil = new Map<string, number>();
  for (const mail of due) {
    const run = runOf(mail.candidate)?.run ?? "";
    const before = settled.get(run) === now ? now : heldUntil.get(run);
    const turn = before && Math.max(before, now + orderPause(mail.candidate, now));
    // Still behind the same mail: not recorded again, because a loop makes many of these.
    if (turn && mail.row?.reason === "order") {
      postpone(simulation, mail, turn);
      continue;
    }
    const decision = check(simulation, mail, turn);
    if (decision.kind === "leave") simulation.isPaused = true;
    if (decision.kind === "hold") {
      hold(simulation, mail, decision);
      if (run && !heldUntil.has(run)) heldUntil.set(run, decision.until);
    }
    if (decision.kind === "drop") finishMail(simulation, mail, "dropped", decision.reason);
    if (decision.kind === "send") finishMail(simulation, mail, "sent");
  }
}

/** `turn` is when to check again while an earlier mail of the run waits. */
function check(
  { given, now, contact, live }: Simulation,
  { candidate, entry }: OpenMail,
  turn: number | undefined,
): SendDecision {
  const decision = mayMail(candidate, contact, live, now);
  if (decision.kind !== "send") return decision;
  const misfit = entry.to === undefined ? given.misfits?.get(entry.template) : undefined;
  if (misfit !== undefined)
    return { kind: "hold", until: repairAt(candidate, now), reason: misfit };
  return turn === undefined ? decision : { kind: "hold", until: turn, reason: "order" };
}

function postpone({ mails }: Simulation, mail: OpenMail, until: number): void {
  mail.until = until;
  mail.row = { ...mail.row, until } as Message;
  mails.set(mail.row.id, mail.row);
}

function hold(
  simulation: Simulation,
  mail: OpenMail,
  { until, reason }: { until: number; reason: string },
): void {
  if (mail.row?.reason !== reason) recordMail(simulation, mail, "hold", "held", reason, until);
  mail.until = until;
  mail.row = { ...rowOf(mail), status: "held", until, reason } as Message;
  put(simulation, mail.row);
}

function finishMail(
  simulation: Simulation,
  mail: OpenMail,
  status: "sent" | "dropped",
  reason?: string,
): void {
  const { now, live } = simulation;
  const facts = status === "sent" ? { sentAt: now } : {};
  const settled = { ...rowOf(mail), status, facts, ...(reason && { reason }) } as Message;
  put(simulation, settled);
  const run = runOf(mail.candidate)?.run;
  if (run !== undefined) simulation.settled.set(run, now);
  simulation.open = simulation.open.filter((one) => one !== mail);
  recordMail(simulation, mail, status === "sent" ? "mail" : "drop", status, reason);
  if (simulation.given.showsData) simulation.timeline.at(-1)!.data = mailData(simulation, mail);
  if (status !== "sent" || !isListenedTo(live, messageSent.name)) return;
  simulation.events.push(...eventsOfChanges(settled, [{ fact: "sentAt", at: now }]));
}

function rowOf({ candidate, entry }: OpenMail) {
  const { id, class: kind, source, bornAt } = candidate;
  const team = entry.to !== undefined && { team: entry.to, to: entry.to };
  return {
    id,
    class: kind,
    source,
    template: entry.template,
    bornAt,
    attempt: 1,
    facts: {},
    ...team,
  };
}

/** Replaces a mail's row. */
export function put({ contact, mails }: Simulation, message: Message): void {
  const { messages } = contact;
  const at = mails.has(message.id) ? messages.findIndex(({ data }) => data.id === message.id) : -1;
  messages[at < 0 ? messages.length : at] = row(message);
  mails.set(message.id, message);
}

function recordMail(
  simulation: Simulation,
  { entry, entryKey, candidate: { source } }: OpenMail,
  kind: "mail" | "hold" | "drop",
  decision: string,
  reason?: string,
  until?: number,
): void {
  const { template, step, to } = entry;
  const run = source.kind === "run" && { sequence: source.sequence, version: source.version };
  recordItem(simulation, {
    kind,
    ...run,
    ...(entryKey !== "-" && { entryKey }),
    step,
    decision,
    template,
    ...(to !== undefined && { to }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
  });
}
