import { deepStrictEqual, fail, ok } from "node:assert/strict";
import { type Enrollment, readTrail } from "#shared/people/index.ts";
import {
  type Advance,
  type Answer,
  advance,
  compileProgram,
  Definition,
  type Effect,
  type Request,
  type Subject,
  startRun,
} from "#shared/sequences/index.ts";
import type { Case, Signal } from "./arbitrary.ts";
import { START } from "./arbitrary-parts.ts";
import { look } from "./interpreter.ts";
import { CONTACT, EMAIL, Person } from "./person.ts";
import { NOTHING, type Tally } from "./tally.ts";
import { Way } from "./way.ts";

const MINUTE_MS = 60_000;
const SEQUENCE = "tour";
/** What a step lets happen may let the next go on: so often at one instant. */
const ROUNDS = 12;

/** Runs one person through the engine and through the interpreter side by side. @throws where they differ */
export class Lockstep {
  readonly program;
  readonly person: Person;
  readonly reference: Way;
  readonly contact: string;
  readonly requests: Request[] = [];
  run: Enrollment;
  now = START;
  #fates: Case["fates"];
  #settled = 0;
  readonly tally: Tally = { ...NOTHING };

  readonly drawn: Case;

  constructor(drawn: Case) {
    this.drawn = drawn;
    const definition = Definition.parse(drawn.definition);
    this.program = compileProgram(SEQUENCE, 3, definition);
    this.person = new Person(drawn.zone, drawn.attributes);
    this.contact = CONTACT.slice(0, -3) + String(drawn.contact).padStart(3, "0");
    const data = { total: 4, plan: "free" };
    const entry = { event: "signed_up", id: "e1", at: START, data, hops: drawn.hops };
    this.run = startRun(this.program, this.contact, "-", entry, START);
    const names = { contact: this.contact, sequence: SEQUENCE, version: 3, run: this.run.run };
    this.reference = new Way(definition, names, entry, START);
    this.#fates = drawn.fates;
  }

  /** Lets all of it happen. */
  play(): this {
    this.#ask();
    for (const signal of this.drawn.signals) this.#take(signal);
    return this;
  }

  #take(signal: Signal): void {
    if (signal.kind === "due") this.now = Math.max(this.now, this.run.dueAt ?? this.now);
    else this.now += signal.after * MINUTE_MS;
    this.#ask(signal.kind === "answer" ? this.#answer(signal) : this.#hear(signal));
  }

  /** What changes of the person. */
  #hear(signal: Exclude<Signal, { kind: "answer" }>): undefined {
    const { person, now } = this;
    if (signal.kind === "event") {
      person.happens(signal.name, now - signal.late * MINUTE_MS, signal.data);
    } else if (signal.kind === "attributes") {
      person.set(signal.attributes);
    } else if (signal.kind === "consent") {
      person.subscribed = signal.subscribed;
      person.locale = signal.locale;
      if (signal.vip) person.segments.add("vip");
    } else if (signal.kind === "mail") {
      const mail = this.run.outbox.at(-1 - signal.back);
      if (mail) person.mail(mail, signal.fate, now);
    }
  }

  #answer({ back, outcome, keeps }: Signal & { kind: "answer" }): Answer | undefined {
    const request = this.requests.at(-1 - back);
    if (!request) return undefined;
    const { asker, attempt } = request;
    const kept = outcome === "ok" && keeps && { attributes: { plan: "pro", size: 5 } };
    return { asker, attempt, outcome, status: "so", ...kept };
  }

  /** Asks both what comes now, holds one against the other, and carries out what was decided. */
  #ask(answer?: Answer): void {
    let given = answer;
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = this.run;
      const seen = this.person.naive();
      const subject = this.#subject();
      const decided = advance(this.program, before, subject, this.now, given);
      const { winner } = this.drawn;
      look(this.reference, {
        ...{
          person: seen,
          mails: new Map(this.person.mails),
          now: this.now,
          answer: given,
          winner,
        },
      });
      this.#compare(decided);
      if (this.run === decided.run) this.tally.idle += 1;
      this.run = decided.run;
      this.#askAgain(decided, subject, given);
      given = undefined;
      if (!this.#carryOut(decided.effects)) return;
    }
  }

  #subject(): Subject {
    const { contact, person, drawn } = this;
    const facts = person.facts();
    const called = { id: contact, email: EMAIL };
    const subject: Subject = { contact, person: called, facts, mails: new Map(person.mails) };
    if (drawn.winner) subject.winnerOf = () => drawn.winner;
    return subject;
  }

  #compare({ run, effects, passed }: Advance): void {
    const { reference: it } = this;
    deepStrictEqual(seenOf(run), {
      status: it.status,
      step: it.step,
      visits: it.visits,
      mails: it.mails,
      trail: it.trail.slice(-30),
      watching: Object.fromEntries(it.watching),
    });
    deepStrictEqual(effects, it.effects);
    deepStrictEqual(passed, it.passed);
    this.#compareDue(run, effects);
  }

  /** The instant is the interpreter's own where no condition may move it forward; it never is too late. */
  #compareDue({ dueAt, status, step }: Enrollment, effects: Effect[]): void {
    const { reference: it, now } = this;
    if (status !== "active") {
      deepStrictEqual(dueAt, undefined);
      return;
    }
    if (dueAt === undefined) fail("an active run that is due at no instant");
    ok(dueAt > now, "due in the past");
    const { exit, steps } = this.program.definition;
    const stood = steps[step!]!;
    const isExact = exit.length === 0 && !(stood.kind === "waitFor" && stood.condition);
    if (isExact) {
      deepStrictEqual(dueAt, it.alarm);
      return;
    }
    ok(dueAt <= it.alarm!, `due ${dueAt - it.alarm!} ms later than its step is`);
    if (this.#hasMore(effects)) return;
    const person = this.person.naive();
    const { mails } = this.person;
    for (const at of [dueAt - 1, now + Math.ceil((dueAt - now) / 2), now + 1]) {
      if (at >= dueAt) continue;
      const other = it.copy();
      look(other, { person, mails, now: at, winner: this.drawn.winner });
      deepStrictEqual([other.step, other.effects.length], [step, 0], `too late: ${at} is before`);
    }
  }

  /** Whether the next look has more to do without anything new: what was decided is news, or was left to it. */
  #hasMore(effects: Effect[]): boolean {
    const { limited, watching } = this.reference;
    // What is looked for from this very instant on may be there already.
    const looksFrom = [...watching.values()].map(({ since }) => since);
    return limited || effects.some(isNews) || looksFrom.includes(this.now);
  }

  /** Asking again without news changes nothing, also with the same answer: but for what is left of many steps at once. */
  #askAgain({ run, effects }: Advance, subject: Subject, answer: Answer | undefined): void {
    if (this.#hasMore(effects)) return;
    for (const given of [undefined, answer]) {
      const again = advance(this.program, run, subject, this.now, given);
      ok(again.run === run && again.effects.length === 0, "asking again changes something");
    }
  }

  /** Whether something happened that the run may want to know of. */
  #carryOut(effects: Effect[]): boolean {
    const { person, run, tally } = this;
    for (const effect of effects) {
      person.take(effect);
      if (effect.kind === "request") this.requests.push(effect.request);
    }
    for (const mail of run.outbox.slice(this.#settled)) {
      const fate = this.#fates[this.#settled % this.#fates.length];
      if (fate) person.mail(mail, fate, this.now);
      this.#settled += 1;
    }
    // As stored and read again.
    this.run = JSON.parse(JSON.stringify(run));
    tally.mails = run.outbox.length;
    tally.requests = this.requests.length;
    tally.decisions = this.reference.trail.length;
    tally.loops = Math.max(...Object.values(run.visits), tally.loops) > 1 ? 1 : 0;
    tally.ended = run.status === "active" ? 0 : 1;
    tally.looks += 1;
    return effects.some(isNews);
  }
}

const isNews = ({ kind }: Effect) => kind === "change" || kind === "event";

const seenOf = ({ status, step, visits, outbox, trail, watching = {} }: Enrollment) => ({
  status,
  step,
  visits,
  mails: outbox.map(({ messageId: id, step, template, bornAt, to }) => ({
    ...{ id, step, template, bornAt },
    ...(to !== undefined && { to }),
  })),
  trail: readTrail(trail).map(({ step, decision }) => `${step} ${decision}`),
  watching,
});
