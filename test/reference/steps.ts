import type { Definition } from "#shared/automation/language/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import { digest, messageId } from "#shared/kernel/ids.ts";
import { naive } from "#test/audience/conditions/naive.ts";
import { wallAt } from "#test/calendar/oracle.ts";
import { happened } from "./happened.ts";
import { holdsSince } from "./holds-since.ts";
import { cameAfter, inOrder, placeDone, whenDone } from "./lateness.ts";
import { countsFrom } from "./mail-before.ts";
import { ask } from "./requests.ts";
import { changed, chosen, given } from "./values.ts";
import { type Look, type Place, STAYS, type Way } from "./way.ts";
import { aroundDate, everyYear, later, laterByDays, nextOpen, nextTime } from "./zone-time.ts";

type Step = Definition["steps"][string];
type Of<Kind> = Extract<Step, { kind: Kind }>;
export type Turn = string | null | typeof STAYS;

/** Does what the step says that the run is at: where to it goes on, or that it stays. */
export function take(run: Way, look: Look): Turn {
  const step = run.definition.steps[run.step!]!;
  const { now, person } = look;
  run.leads = { at: now, ...look.by };
  switch (step.kind) {
    case "send":
      return send(run, step, look);
    case "wait":
      return wait(run, step, look);
    case "waitFor":
      return waitFor(run, step, look);
    case "webhook":
      return ask(run, step, look);
    case "notify":
      return step.email === undefined ? ask(run, step, look) : decide(run, step, look, step.email);
    case "branch": {
      run.note("branch");
      const found = step.cases.find(({ when }) => naive(when, person, whenDone(look)));
      return found ? found.next : step.otherwise;
    }
    case "split":
      run.note("split");
      return chosen(step.ways, chance(run)).next;
    case "experiment":
      return experiment(run, step, look);
    case "update": {
      run.note("updated");
      run.leads = placeDone(look);
      const at = { now: whenDone(look), zone: zoneOf(run, look) };
      const set = changed(step.set, run.entry, person, at);
      const { subscribed } = step;
      run.effects.push({
        kind: "change",
        ...(set as Pick<Effect & { kind: "change" }, "attributes" | "changes">),
        ...(subscribed !== undefined && { subscribed }),
      });
      return step.next;
    }
    case "emit":
      return happen(run, look, "emitted", step.event, step.data, step.next);
    case "enroll": {
      const data = { ...step.data, sequence: step.sequence };
      return happen(run, look, "enrolled", "sequence.enrolled", data, step.next);
    }
    case "exit":
      run.end("exited");
      return null;
  }
}

const chance = ({ names, step }: Way) => hashFraction(names.contact, names.sequence, step!);
const visitOf = ({ visits, step }: Way) => visits[step!]!;
const zoneOf = ({ definition }: Way, { person }: Look) => definition.settings.zone ?? person.zone;

/** A mail goes only when mails of the sequence may. */
function send(run: Way, step: Of<"send">, look: Look): Turn {
  const { now, clock } = look;
  const openAt = (from: number) => nextOpen(run.definition.settings, zoneOf(run, look), from);
  if (openAt(clock) > clock) return run.stay(openAt(clock), "hold");
  const next = decide(run, step, look);
  const due = openAt(now);
  if (due > now) run.leads = { at: whenDone({ now: due, clock }) };
  return next;
}

/** A mail is born by the clock. */
function decide(run: Way, step: Of<"send" | "notify">, look: Look, to?: string): Turn {
  const { clock: now } = look;
  run.leads = placeDone(look);
  const { contact, sequence, run: id } = run.names;
  run.note(to === undefined ? "send" : "notify");
  const last = Math.max(...run.mails.filter((mail) => !mail.to).map(({ bornAt }) => bornAt));
  const bornAt = Math.max(now, last + 1);
  const mail = {
    id: messageId(contact, bornAt, sequence, id, run.step!, visitOf(run)),
    step: run.step!,
    template: step.template!,
    bornAt,
    ...(to !== undefined && { to }),
  };
  run.mails.push(mail);
  if (to !== undefined) return step.next;
  run.mailBefore = mail.id;
  return step.next;
}

function wait(run: Way, step: Of<"wait">, look: Look): Turn {
  const { until } = step;
  const zone = zoneOf(run, look);
  if (until && "attribute" in until) {
    // Since then the date is known: what was over by then was never waited for.
    const known = Math.max(
      run.dueSince ?? run.arrived.at,
      look.person.changedAt?.[until.attribute] ?? 0,
    );
    const value = look.person.attributes[until.attribute];
    const date =
      until.every === "year"
        ? everyYear(value, until, zone, known)
        : aroundDate(value, until, zone);
    const isMissed = date === undefined || date < known;
    run.overAt = isMissed ? known : date;
    if (isMissed) return pass(run, "missed", step.otherwise ?? null);
    return letPass(run, look, () => date, true) ?? pass(run, "waited", step.next);
  }
  const due = (from: number) => {
    if (!until) return later(from, step.for!, zone);
    if (step.for === undefined) return nextTime(until, zone, from + 1);
    const dueSince = run.dueSince ?? run.arrived.at;
    const start = countsByDays(step.for, dueSince, from, zone) ? dueSince : from;
    return nextTime(until, zone, Math.max(laterByDays(start, step.for, zone), start + 1));
  };
  run.overAt = due(countsFrom(run.arrived.at, run.mailBefore, look.mails, look.clock).at);
  return letPass(run, look, due, until !== undefined) ?? pass(run, "waited", step.next);
}

/**
 * Whole days count from the day on which the step was due, where the mail before left on that day
 * too.
 */
function countsByDays(span: string, due: number, from: number, zone: string): boolean {
  const date = (at: number) => wallAt(zone, at).toISOString().slice(0, 10);
  return !span.includes("T") && (from - due <= 60 * 60_000 || date(due) === date(from));
}

function waitFor(run: Way, step: Of<"waitFor">, look: Look): Turn {
  const due = (from: number) => later(from, step.timeout, zoneOf(run, look));
  const { condition, event, events, next = null } = step;
  const asked = events ?? (event === undefined ? [] : [{ event, where: step.where, next }]);
  const found = asked.flatMap((one) => {
    const by = findEvent(run, one, look);
    return by ? [{ by, next: one.next }] : [];
  });
  const [first] = found.toSorted((a, b) => inOrder(a.by, b.by));
  if (first) {
    run.leads = first.by;
    return pass(run, "happened", first.next);
  }
  if (condition && holdsSince(condition, look.person, run.entry, whenDone(look))) {
    return pass(run, "holds", next);
  }
  const staying = letPass(run, look, due, condition !== undefined, "wait-for");
  return staying ?? pass(run, "timed-out", step.otherwise);
}

/**
 * The first that came since the step was reached; of a named send step's mail, since that was
 * decided.
 */
function findEvent(
  run: Way,
  step: { event: string; where?: Of<"waitFor">["where"] },
  { person, now }: Look,
): Place | undefined {
  const named = step.where?.step?.is;
  const mail = run.mails.findLast((one) => one.to === undefined && one.step === named);
  const since = mail ? { at: mail.bornAt } : run.arrived;
  const found = person.history.filter((one) => {
    const hasLed = one.at === run.arrived.at && [run.arrived.id, ...run.ledBefore].includes(one.id);
    if (!cameAfter(one, since) || hasLed || one.at > now) return false;
    if (!happened(one, step)) return false;
    return !mail || [undefined, mail.id].includes(one.data.messageId as string | undefined);
  });
  const [first] = found.toSorted(inOrder);
  return first && { at: first.at, id: first.id, ordinal: first.ordinal };
}

function pass(run: Way, decision: string, next: string | null): Turn {
  run.note(decision);
  return next;
}

/**
 * Stays until the time is over that counts from the mail before, and while that mail is unsettled;
 * undefined once both are past. A plain duration is not looked at again before its instant; what
 * hangs on more is, at any news.
 */
function letPass(
  run: Way,
  { mails, now, clock }: Look,
  due: (from: number) => number,
  moves: boolean,
  decision = "wait",
): typeof STAYS | undefined {
  const alarm = run.alarm !== undefined && run.alarm > now ? run.alarm : Infinity;
  if (alarm < Infinity && !moves) return STAYS;
  const { at, open } = countsFrom(run.arrived.at, run.mailBefore, mails, clock);
  if (due(at) > now) return run.stay(due(at), decision);
  return open === undefined ? undefined : run.stay(Math.min(alarm, open), decision);
}

function experiment(run: Way, step: Of<"experiment">, look: Look): Turn {
  const { winner, by } = look;
  const now = whenDone(look);
  const won = step.variants.find(({ name }) => name === winner);
  const variant = won ?? chosen(step.variants, chance(run));
  run.note("experiment");
  run.effects.push({
    kind: "tally",
    row: `experiment#${run.names.sequence}#${run.step}`,
    bucket: new Date(now).toISOString().slice(0, 10),
    fields: { [`${variant.name}.people`]: 1 },
  });
  const { at, id, ordinal } = run.arrived;
  const known = at === now && id !== undefined ? { id, ordinal } : undefined;
  const cause = now === look.now ? (by ?? known) : undefined;
  run.watch(now, later(now, step.metric.within, "UTC"), variant.name, cause);
  return variant.next;
}

/** Lets an event happen, unless ten sequences have set each other off. */
function happen(
  run: Way,
  look: Look,
  decision: string,
  name: string,
  values: object | undefined,
  next: string | null,
): Turn {
  const cascade = (run.entry.cascade ?? 0) + 1;
  if (cascade > 10) return pass(run, "loop-guard", next);
  const id = `s_${digest(run.names.run, run.step!, visitOf(run))}`;
  const at = whenDone(look);
  const data = given(values, run.entry, look.person, { now: at, zone: zoneOf(run, look) });
  // It comes after all that was accepted in its millisecond, and after what led to it.
  const ordinal = 1_000 + 2 * cascade;
  run.leads = placeDone(look);
  run.effects.push({ kind: "event", event: { id, name, at, ordinal, data, cascade } });
  return pass(run, decision, next);
}
