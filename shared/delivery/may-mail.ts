import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/kernel/time.ts";
import {
  type Enrollment,
  isOpen,
  isOut,
  type MessageClass,
  type MessageSource,
  type Person,
  type Profile,
} from "#shared/people/index.ts";
import type { Switches } from "#shared/workspace/index.ts";

/** The mail in question, whether it has a row yet or not. */
export type Candidate = {
  id: string;
  class: MessageClass;
  source: MessageSource;
  bornAt: number;
};

/** `leave` does nothing at all: what is paused keeps its place and is found again later. */
export type Verdict =
  | { kind: "send" }
  | { kind: "hold"; until: number; reason: string }
  | { kind: "drop"; reason: string }
  | { kind: "leave"; reason: string };

/** A mail decided longer ago than this no longer fits its moment. */
const MAX_AGE_MS = 7 * DAY_MS;
/** How soon to ask again whether the mail before has gone, when it does not say until when it is held. */
const ORDER_PAUSE_MS = MINUTE_MS;
/** While the kill switch is on, a mail asks again after as long as it has been on already, within these bounds. */
const STOPPED_PAUSE_MS = { least: MINUTE_MS, most: HOUR_MS };

/** Whether this mail may go to this person now: the one place that decides it. Pure. */
export function mayMail(mail: Candidate, person: Person, switches: Switches, now: number): Verdict {
  const profile = person.profile?.data;
  if (!profile || profile.erasedAt !== undefined) return { kind: "leave", reason: "erased" };
  const blocked = blockedBy(mail.class, profile);
  if (blocked) return { kind: "drop", reason: blocked };
  if (hasExited(mail, person)) return { kind: "drop", reason: "exited" };
  if (now - mail.bornAt > MAX_AGE_MS) return { kind: "drop", reason: "late" };
  if (switches.stoppedAt !== undefined) {
    const { least, most } = STOPPED_PAUSE_MS;
    const pause = Math.min(Math.max(now - switches.stoppedAt, least), most);
    return { kind: "hold", until: now + pause, reason: "stopped" };
  }
  if (isPaused(mail, switches)) return { kind: "leave", reason: "paused" };
  const later = laterGone(mail, person);
  if (later === "gone") return { kind: "drop", reason: "overtaken" };
  if (later === "going") return { kind: "hold", until: now + ORDER_PAUSE_MS, reason: "order" };
  const earlier = earlierOpen(mail, person, now);
  if (earlier) return { kind: "hold", until: earlier.until, reason: "order" };
  return { kind: "send" };
}

/** Transactional mail goes to whoever only unsubscribed; nothing goes to an address that must not get any. */
function blockedBy(kind: MessageClass, profile: Profile): string | undefined {
  const reason = profile.suppression?.reason;
  if (kind === "transactional") return reason === "unsubscribe" ? undefined : reason;
  return reason ?? (profile.subscribed ? undefined : "unsubscribed");
}

const runOf = (mail: Candidate) => (mail.source.kind === "run" ? mail.source : undefined);

const enrollmentsOf = (mail: Candidate, person: Person): Enrollment[] => {
  const run = runOf(mail);
  return person.enrollments
    .map((item) => item.data)
    .filter((one) => one.sequence === run?.sequence && one.entryKey === run.entryKey);
};

function hasExited(mail: Candidate, person: Person): boolean {
  const run = runOf(mail)?.run;
  return enrollmentsOf(mail, person).some(
    (one) =>
      (one.run === run && one.status === "exited") ||
      (run !== undefined && one.exitedRuns.includes(run)),
  );
}

/**
 * A mail in doubt no longer holds up the later ones of its run: when its claimant gives it back after one of those
 * went, or may have, it must not follow; while one is going, nobody can say yet.
 */
function laterGone(mail: Candidate, person: Person): "gone" | "going" | undefined {
  const run = runOf(mail)?.run;
  if (run === undefined) return undefined;
  const later = person.messages.filter(
    ({ data: { source, bornAt } }) =>
      source.kind === "run" && source.run === run && bornAt > mail.bornAt,
  );
  if (later.some(({ data }) => isOut(data) || data.status === "unknown")) return "gone";
  return later.some(({ data }) => data.status === "sending") ? "going" : undefined;
}

function isPaused(mail: Candidate, { sequences }: Switches): boolean {
  const run = runOf(mail);
  return run !== undefined && sequences[run.sequence]?.state !== "live";
}

/**
 * Mails of one run go in the order in which they were decided: until when the one before is held, or a while from
 * now when nobody can say.
 */
function earlierOpen(mail: Candidate, person: Person, now: number): { until: number } | undefined {
  const run = runOf(mail)?.run;
  if (run === undefined) return undefined;
  const rows = person.messages.map(({ data }) => data).filter(({ id }) => id !== mail.id);
  const open = rows.find(
    (row) =>
      row.source.kind === "run" &&
      row.source.run === run &&
      row.bornAt < mail.bornAt &&
      isOpen(row),
  );
  if (open) {
    const until = open.status === "held" ? open.until : 0;
    return { until: Math.max(until, now + ORDER_PAUSE_MS) };
  }
  const known = new Set(rows.map(({ id }) => id));
  const waiting = enrollmentsOf(mail, person)
    .flatMap((one) => one.outbox)
    .some(
      (entry) => entry.run === run && entry.bornAt < mail.bornAt && !known.has(entry.messageId),
    );
  return waiting ? { until: now + ORDER_PAUSE_MS } : undefined;
}
