import type { Action } from "../change.ts";
import type { Rules } from "../rules.ts";
import type { State, Step } from "../state.ts";
import { Gate } from "./gate.ts";
import type { WorkerRun } from "./observed-state.ts";
import { PORT_CALL_OF, type PortCall } from "./port-calls.ts";
import { ANSWERS } from "./provider.ts";
import { invoke, type Stage } from "./stage.ts";
import { isPassing } from "./walks.ts";

/** A worker that passes more calls than these within one step of the model does something else. */
const MAX_PASSES = 8;

/** A sleeper found on waking what the model's worker would have found before it slept. */
export class Untimely extends Error {}

/**
 * The two workers: real invocations, each standing at the port call that the model says comes next.
 */
export class Workers {
  readonly all: (WorkerRun | undefined)[] = [undefined, undefined];
  /** The workers whose present job has seen time pass. */
  readonly slept = new Set<number>();
  readonly #stage: Stage;
  readonly #trace: Action[];
  readonly #rules: Rules;
  #taken: ({ kind: "reconcile"; at: number; message: string; attempt: number } | undefined)[] = [];

  constructor(stage: Stage, trace: Action[], rules: Rules) {
    this.#stage = stage;
    this.#trace = trace;
    this.#rules = rules;
  }

  /** A worker takes a job and reads. */
  async take(before: State, action: Action, index: number): Promise<void> {
    const { bag } = this.#stage;
    const id = bag.mails[action.mail ?? 0]!;
    if (action.name === "takes mail") {
      bag.takeMail(id);
      await this.#start(action, "deliver", { mails: [id] });
    } else if (action.name === "takes look") {
      const look = bag.takeLook(id);
      this.#taken[action.by!] = look;
      await this.#start(action, "look", { due: [look] });
    } else await this.#start(action, "event", this.#event(), before.event === "again" ? 2 : 1);
    // A look at a row that is settled needs no more than that row.
    if (this.all[action.by!]!.gate.isDone && action.next.workers[action.by!].job === "idle") {
      this.all[action.by!] = undefined;
    } else await this.#letOn("read", action, index);
  }

  /** A worker makes the call that it stands at, which must be that of the model's step. */
  async step(before: State, action: Action, index: number): Promise<void> {
    const hand = this.all[action.by!]!;
    await hand.gate.wake();
    if (hand.gate.isDone) {
      if (!isWithoutEffect(before, action)) throw new Untimely();
      this.all[action.by!] = undefined;
      return;
    }
    const answer = ANSWERS[action.name];
    if (answer) this.#stage.mailer.answer = answer;
    await this.#letOn(this.#kindOf(before.workers[action.by!].next), action, index);
  }

  /** A worker is never heard of again; its job comes back, unless it was buried. */
  crash(before: State, { by, mail, name }: Action): void {
    const { bag } = this.#stage;
    this.all[by!] = undefined;
    const { job } = before.workers[by!];
    if (name.endsWith("buried") || job === "event") return;
    if (job === "look") bag.keep(this.#taken[by!]!);
    else void bag.send("deliver", [{ body: { mails: [bag.mails[mail!]!] } }]);
  }

  /** Time has passed for all busy workers. */
  sleep(): void {
    for (const by of [0, 1]) if (this.all[by]) this.slept.add(by);
  }

  /** Lets all busy workers run to their end. */
  async finish(): Promise<void> {
    for (const hand of this.all) await hand?.gate.open();
    this.all.fill(undefined);
  }

  /** A note of acceptance is a row of its own where there is a feed. */
  #kindOf = (step: Step): PortCall | undefined =>
    step === "note acceptance" && this.#rules.evidence === "feed" ? "outcome" : PORT_CALL_OF[step];

  #event() {
    const { contact } = this.#stage;
    return {
      event: { contact, id: "ordered-1", name: "ordered", at: this.#stage.startsAt, data: {} },
    };
  }

  async #start({ by, mail }: Action, job: Gate["job"], body: object, receives = 1): Promise<void> {
    const gate = new Gate(job);
    this.slept.delete(by!);
    const queue = job === "event" ? "work" : job === "look" ? "feedback" : "deliver";
    this.all[by!] = { gate, mail: mail ?? 0 };
    await gate.start(invoke(gate.world(this.#stage.world), queue, body, receives));
  }

  /**
   * Lets a worker on by one step: to the call of the next, past those that the model counts as part
   * of this one.
   */
  async #letOn(
    kind: PortCall | undefined,
    { name, by, next }: Action,
    index: number,
  ): Promise<void> {
    const hand = this.all[by!]!;
    const { gate } = hand;
    if (gate.at !== kind) throw new Error(`stands at ${gate.at ?? "its end"}, model: ${kind}`);
    const then = next.workers[by!];
    const wanted = then.job === "idle" ? undefined : this.#kindOf(then.next);
    const sleeps = then.job === "deliver" && this.#sleepsAfter(index, by!);
    await gate.letOn(sleeps);
    if (gate.isAsleep) {
      hand.token = gate.token;
      return;
    }
    // Packs may be written again when their slot has come near; who lost a race reads again; a look
    // reads all after its peek, and hands over at once.
    let hasLost = gate.lastLost;
    const passes = (at: PortCall) =>
      at === "packs" || hasLost || (name === "takes look" && (at === "queue" || at === "read"));
    for (let n = 0; n < MAX_PASSES && gate.at !== wanted && gate.at && passes(gate.at); n++) {
      await gate.letOn();
      hasLost ||= gate.lastLost;
    }
    if (gate.at !== wanted) {
      throw new Error(`comes to ${gate.at ?? "its end"}, model: ${wanted ?? "its end"}`);
    }
    hand.token = gate.token;
    if (gate.isDone) this.all[by!] = undefined;
  }

  /**
   * Whether time passes before this worker acts again: then it gets its answer when it wakes, so
   * that what it does with it is done at the later instant.
   */
  #sleepsAfter(index: number, by: number): boolean {
    for (const { name, by: other } of this.#trace.slice(index + 1)) {
      if (other === by) return false;
      if (isPassing(name)) return true;
    }
    return false;
  }
}

/**
 * Whether a worker ends by it and changes no row: one that slept may see beforehand that there is
 * nothing to write.
 */
const isWithoutEffect = (before: State, { by, next }: Action) =>
  next.workers[by!].job === "idle" && next.rows.every((row, mail) => row === before.rows[mail]);
