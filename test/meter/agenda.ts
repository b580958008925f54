type Entry<O> = { at: number; order: number; owner: O | undefined; run: () => void };

/** After everything that waits for nothing but promises. */
const drained = () => new Promise<void>((resolve) => process.nextTick(resolve));
/** After whatever the machine has ready. */
const polled = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Simulated time: what is to happen, in its order. Everything under way waits for it, so that calls
 * overlap as they would, in an instant of real time.
 */
export class Agenda<O> {
  now: number;
  /** Told how long (milliseconds of real time) what `owner` does until its next wait took. */
  onWork: (owner: O, ms: number) => void = () => {};
  /** Invocations that have begun and are not over. */
  running = 0;
  readonly #heap: Entry<O>[] = [];
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Runs `run` at that instant, or now when it is over. */
  at(at: number, run: () => void, owner?: O): void {
    const entry = { at: Math.max(at, this.now), order: this.#order++, owner, run };
    this.#heap.push(entry);
    let child = this.#heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!isBefore(entry, this.#heap[parent]!)) break;
      this.#heap[child] = this.#heap[parent]!;
      child = parent;
    }
    this.#heap[child] = entry;
  }

  pause(ms: number, owner?: O): Promise<void> {
    return new Promise((resolve) => this.at(this.now + ms, resolve, owner));
  }

  /** Lets time pass until `isOver`, which is asked whenever nothing is under way. */
  async runUntil(isOver: () => boolean): Promise<void> {
    await polled();
    while (this.running > 0 || !isOver()) {
      const next = this.#take();
      if (!next && this.running === 0) return;
      // Work that runs with nothing on the agenda waits for the machine itself.
      if (!next) {
        await polled();
        continue;
      }
      this.now = next.at;
      const started = process.hrtime.bigint();
      next.run();
      await drained();
      if (next.owner) this.onWork(next.owner, Number(process.hrtime.bigint() - started) / 1e6);
    }
  }

  #take(): Entry<O> | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (!first || !last || first === last) return first;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= this.#heap.length) break;
      const right = this.#heap[child + 1];
      if (right && isBefore(right, this.#heap[child]!)) child += 1;
      if (!isBefore(this.#heap[child]!, last)) break;
      this.#heap[parent] = this.#heap[child]!;
      parent = child;
    }
    this.#heap[parent] = last;
    return first;
  }
}

const isBefore = (a: { at: number; order: number }, b: { at: number; order: number }) =>
  a.at < b.at || (a.at === b.at && a.order < b.order);
