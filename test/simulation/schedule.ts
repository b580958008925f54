import type { TestClock } from "#test/support/world.ts";
import type { Faults } from "./faults.ts";
import { Heap } from "./heap.ts";
import type { Random } from "./random.ts";

/**
 * A caller at an await: not before so many turns, and not before an instant of the simulated clock.
 */
type Waiting = { resolve: () => void; notBefore: number; wakesAt: number; number: number };
type Timer = { at: number; number: number; act: () => void };

const MAX_STALL_TURNS = 300;
/**
 * Longer than a lease, so that who naps while holding one comes back too late; a claimant may sleep
 * for days.
 */
const MAX_NAP_MS = { nap: 400_000, slotNap: 600_000, claimNap: 48 * 3_600_000 };

/** Who may go on, one at a time; and what happens at a later instant. */
export class Schedule {
  /** Turns so far: an order of everything that happened. */
  turns = 0;
  readonly #clock: TestClock;
  readonly #random: Random;
  readonly #faults: Faults;
  /** Those who could go on now, in the order in which they began to wait. */
  readonly #ready: Waiting[] = [];
  /** The same whose turns have not come: only these few are looked at in every turn. */
  readonly #stalled: Waiting[] = [];
  readonly #asleep = new Heap<Waiting>((one, other) => one.wakesAt < other.wakesAt);
  readonly #timers = new Heap<Timer>((one, other) => one.at < other.at);
  #count = 0;

  constructor(clock: TestClock, random: Random, faults: Faults) {
    this.#clock = clock;
    this.#random = random;
    this.#faults = faults;
  }

  /** Resolves when it is this caller's turn, with whether it slept for it. */
  async turn(nap: keyof typeof MAX_NAP_MS = "nap", mayNap = true): Promise<boolean> {
    const stall = this.#faults.happens("stall") ? this.#random.below(MAX_STALL_TURNS) : 0;
    const napMs = mayNap && this.#faults.happens(nap) ? this.#random.below(MAX_NAP_MS[nap]) : 0;
    await this.pass(napMs, stall);
    return napMs > 0;
  }

  /** Resolves in a turn after so many simulated milliseconds. */
  pass(ms: number, turns = 0): Promise<void> {
    return new Promise((resolve) => {
      const wakesAt = this.#clock.now() + ms;
      const waiting = { resolve, notBefore: this.turns + turns, wakesAt, number: this.#count++ };
      if (ms > 0) this.#asleep.add(waiting);
      else (turns > 0 ? this.#stalled : this.#ready).push(waiting);
    });
  }

  /** For callers that are no invocation. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.later(ms, resolve));
  }

  later(ms: number, act: () => void): void {
    this.#timers.add({ at: this.#clock.now() + ms, number: this.#count++, act });
  }

  /** Invocations for whom time must pass. */
  get napping(): number {
    this.#wake();
    return this.#asleep.size;
  }

  /** Whether no caller is awake that could go on. */
  get isIdle(): boolean {
    this.#wake();
    return this.#ready.length + this.#stalled.length === 0;
  }

  /**
   * Does what has become due, or lets one of those who are awake go on; false when there is
   * neither.
   */
  release(): boolean {
    const due = takeDue(this.#timers, this.#clock.now(), ({ at }) => at);
    for (const { act } of due) act();
    if (due.length > 0) return true;
    if (this.isIdle) return false;
    this.turns += 1;
    move(this.#stalled, this.#ready, ({ notBefore }) => notBefore <= this.turns);
    const some = this.#ready.length > 0 ? this.#ready : this.#stalled;
    const [next] = some.splice(this.#random.below(some.length), 1);
    next!.resolve();
    return true;
  }

  /** The next instant at which a caller wakes or a timer is due. */
  get nextAt(): number | undefined {
    const instants = [this.#asleep.first?.wakesAt, this.#timers.first?.at];
    const known = instants.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  /** Those whose instant has come stand among the others by when they began to wait. */
  #wake(): void {
    const woken = takeDue(this.#asleep, this.#clock.now(), ({ wakesAt }) => wakesAt);
    for (const one of woken) insert(one.notBefore > this.turns ? this.#stalled : this.#ready, one);
  }
}

type Numbered = { number: number };
const byNumber = (one: Numbered, other: Numbered) => one.number - other.number;

/** Puts an item among others that stand by their numbers. */
function insert<T extends Numbered>(items: T[], item: T): void {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (items[middle]!.number < item.number) from = middle + 1;
    else to = middle;
  }
  items.splice(from, 0, item);
}

function move<T extends Numbered>(from: T[], to: T[], isMoving: (item: T) => boolean): void {
  for (let i = from.length - 1; i >= 0; i--) {
    if (isMoving(from[i]!)) insert(to, from.splice(i, 1)[0]!);
  }
}

/** Takes out what is due at `now`, in the order in which it was added. */
function takeDue<T extends Numbered>(heap: Heap<T>, now: number, dueAt: (item: T) => number): T[] {
  const due: T[] = [];
  while (heap.first && dueAt(heap.first) <= now) due.push(heap.take()!);
  return due.sort(byNumber);
}
