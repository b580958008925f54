import { deepStrictEqual, ok } from "node:assert/strict";
import type { EventRow } from "#shared/audience/events/index.ts";
import type { Enrollment } from "#shared/automation/enrollments/index.ts";
import { compileProgram, Definition } from "#shared/automation/language/index.ts";
import {
  type Advance,
  advance,
  catchUp,
  type RunContact,
  startRun,
} from "#shared/automation/runs/index.ts";
import { type Effect, onTime } from "#shared/automation/steps/index.ts";
import { positionOf } from "#shared/messaging/messages/index.ts";
import type { WebhookRequest, WebhookResult } from "#shared/queue/index.ts";
import type { Case, Signal } from "./arbitrary.ts";
import { START } from "./arbitrary-parts.ts";
import { compare, hasMore, isNews } from "./compare.ts";
import { look } from "./interpreter.ts";
import { CONTACT, EMAIL, Person } from "./person.ts";
import { NOTHING, type Tally } from "./tally.ts";
import { type Place, Way } from "./way.ts";

const MINUTE_MS = 60_000;
const SEQUENCE = "tour";
/** What a step lets happen may let the next go on: so often at one instant. */
const ROUNDS = 12;
/** As often as the engine goes on up to one moment. */
const MAX_LOOKS = 100;

type Asked = { moment: Place; answer?: WebhookResult | undefined; began?: boolean };

/**
 * Runs one person through the engine and through the interpreter side by side. @throws where they
 * differ
 */
export class Lockstep {
  readonly program;
  readonly person: Person;
  readonly reference: Way;
  readonly contact: string;
  readonly requests: WebhookRequest[] = [];
  run: Enrollment;
  /** When what is to happen next happens, and when that is worked on. */
  now = START;
  clock = START;
  readonly #entry: Place;
  #looks = 0;
  #events = 0;
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
    const entry = {
      event: drawn.entry,
      id: "e0",
      at: START,
      data,
      cascade: drawn.cascade,
      ordinal: 1,
    };
    this.#entry = { at: START, id: "e0", ordinal: 1 };
    this.person.began = this.#entry;
    this.person.happens({ name: entry.event, ...entry });
    this.clock = START + this.#late();
    this.run = startRun(this.program, this.contact, "-", entry, this.clock);
    const names = { contact: this.contact, sequence: SEQUENCE, version: 3, run: this.run.run };
    this.reference = new Way(definition, names, entry);
    this.#fates = drawn.fates;
  }

  /** Lets all of it happen. */
  play(): this {
    this.#ask({ moment: this.#entry, began: true });
    for (const signal of this.drawn.signals) this.#take(signal);
    return this;
  }

  /** How long after it happened something is worked on. */
  #late(): number {
    const { lags } = this.drawn;
    this.#looks += 1;
    return lags[this.#looks % lags.length]!;
  }

  #take(signal: Signal): void {
    if (signal.kind === "due") this.now = Math.max(this.now, this.run.dueAt ?? this.now);
    else this.now += signal.after * MINUTE_MS;
    const event = signal.kind === "event" ? this.#happen(signal) : undefined;
    this.clock = Math.max(this.clock, this.now + this.#late());
    if (signal.kind === "answer") {
      this.#ask({ moment: { at: this.clock }, answer: this.#answer(signal) });
      return;
    }
    this.#hear(signal);
    // What came too late is news of now.
    const isLate = event && onTime(event.at, this.clock) !== event.at;
    this.#ask({ moment: event && !isLate ? positionOf(event) : { at: this.clock } });
  }

  /** Events of one batch may bear one instant: then their order is that of the batch. */
  #happen({ name, late, data }: Signal & { kind: "event" }): EventRow {
    const at = this.now - late * MINUTE_MS;
    this.#events += 1;
    const event = { id: `e${this.#events}`, name, at, ordinal: this.#events + 1, data };
    this.person.happens(event);
    return event;
  }

  /** What changes of the person besides. */
  #hear(signal: Exclude<Signal, { kind: "answer" }>): void {
    const { person, now, clock } = this;
    if (signal.kind === "attributes") {
      person.set(signal.attributes, now);
    } else if (signal.kind === "consent") {
      person.subscribed = signal.subscribed;
      person.locale = signal.locale;
      if (signal.vip) person.segments.add("vip");
    } else if (signal.kind === "mail") {
      const mail = this.run.outbox.at(-1 - signal.back);
      if (mail) person.mail(mail, signal.fate, clock);
    }
  }

  #answer({ back, outcome, keeps }: Signal & { kind: "answer" }): WebhookResult | undefined {
    const request = this.requests.at(-1 - back);
    if (!request) return undefined;
    const { origin, attempt } = request;
    const kept = outcome === "ok" && keeps && { attributes: { plan: "pro", size: 5 } };
    return { origin, attempt, outcome, status: "so", ...kept };
  }

  /**
   * Goes through all that was due by a moment, as the engine does in one, and through the moment.
   */
  #ask({ moment, answer, began = false }: Asked): void {
    const { arrivedAt } = this.run;
    let given = answer;
    let runtime: Place = moment.at < arrivedAt ? { at: arrivedAt } : moment;
    for (let round = 0; round < ROUNDS; round += 1) {
      const whole = catchUp(this.program, this.run, this.#subject(), {
        ...{ now: this.clock, moment: runtime, answer: given, began: began && round === 0 },
      });
      const effects = this.#goThrough(runtime, given, began && round === 0);
      deepStrictEqual(JSON.parse(JSON.stringify(this.run)), JSON.parse(JSON.stringify(whole.run)));
      deepStrictEqual(whole.effects, effects);
      given = undefined;
      // What was decided may be news: that is looked at by the clock.
      runtime = { at: Math.max(this.clock, this.run.arrivedAt) };
      const isNews = this.#carryOut(effects);
      const isDue = this.run.dueAt !== undefined && this.run.dueAt <= runtime.at;
      if (!isNews && !isDue) return;
    }
  }

  /** One look after the other, both ways. */
  #goThrough(moment: Place, answer: WebhookResult | undefined, began: boolean): Effect[] {
    const effects: Effect[] = [];
    const start = this.run;
    for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
      const { run, clock } = this;
      const due = run.dueAt ?? Infinity;
      const late = run === start && !began && clock > due + MINUTE_MS;
      if (due < moment.at && !late) {
        effects.push(...this.#look({ at: due }));
        continue;
      }
      effects.push(...this.#look(moment, answer));
      const isBehind = this.run.visits !== run.visits && this.run.arrivedAt < moment.at;
      if (this.run.status !== "active" || !isBehind) break;
    }
    return effects;
  }

  /** Asks both what comes as of a moment, and holds one against the other. */
  #look(moment: Place, answer?: WebhookResult): Effect[] {
    const { drawn, person, clock, run } = this;
    const { at: now, id, ordinal } = moment;
    const subject = this.#subject();
    const decided = advance(this.program, run, subject, clock, answer, moment);
    look(this.reference, {
      ...{ person: person.naive(), mails: new Map(person.mails), now, clock, answer },
      ...{ winner: drawn.winner, by: id === undefined ? undefined : { id, ordinal } },
    });
    compare(this, decided, moment);
    if (run === decided.run) this.tally.idle += 1;
    this.run = decided.run;
    this.#askAgain(decided, subject, moment, answer);
    person.decided = [...person.decided, ...decided.effects];
    return decided.effects;
  }

  #subject(): RunContact {
    const { contact, person, drawn } = this;
    const facts = person.facts();
    const called = { id: contact, email: EMAIL };
    const subject: RunContact = { contact, identity: called, facts, mails: new Map(person.mails) };
    if (drawn.winner) subject.winnerOf = () => drawn.winner;
    return subject;
  }

  /**
   * Asking again without news changes nothing, also with the same answer: but for what is left of
   * many steps at once.
   */
  #askAgain(
    { run, effects }: Advance,
    subject: RunContact,
    moment: Place,
    answer: WebhookResult | undefined,
  ): void {
    if (hasMore(this, effects, moment.at)) return;
    for (const given of [undefined, answer]) {
      const again = advance(this.program, run, subject, this.clock, given, moment);
      ok(again.run === run && again.effects.length === 0, "asking again changes something");
    }
  }

  /** Whether something happened that the run may want to know of. */
  #carryOut(effects: Effect[]): boolean {
    const { person, run, tally } = this;
    person.decided = [];
    for (const effect of effects) {
      person.take(effect, this.clock);
      if (effect.kind === "request") this.requests.push(effect.request);
    }
    for (const mail of run.outbox.slice(this.#settled)) {
      const fate = this.#fates[this.#settled % this.#fates.length];
      if (fate) person.mail(mail, fate, this.clock);
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
