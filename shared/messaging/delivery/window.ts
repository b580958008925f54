/**
 * Bounds the mails that are claimed and not settled to `size`: what a crash can leave in doubt.
 * With `whole`, a group waits until the previous group is done and takes all the room it needs at
 * once.
 */
export class Window {
  readonly #size: number;
  readonly #whole: boolean;
  readonly #running = new Set<Promise<void>>();
  #inUse = 0;
  #failure: { error: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(size: number, whole: boolean) {
    this.#size = size;
    this.#whole = whole;
  }

  /**
   * Waits for room and takes it for one to `wanted` mails. @throws the first failure of earlier
   * work
   */
  async take(wanted: number): Promise<number> {
    while (this.#inUse > (this.#whole ? 0 : this.#size - 1)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure) throw this.#failure.error;
    const room = Math.min(wanted, this.#size - this.#inUse);
    this.#inUse += room;
    return room;
  }

  /**
   * Runs `work` for mails that took room. It calls `leave` as mails finish; the rest of the room is
   * released when the work ends, even by a failure.
   */
  run(room: number, work: (leave: (count: number) => void) => Promise<void>): void {
    let left = room;
    const leave = (count: number) => {
      left -= count;
      this.#inUse -= count;
      this.#wake();
    };
    const ended = work(leave)
      .catch((error) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        leave(left);
        this.#running.delete(ended);
      });
    this.#running.add(ended);
  }

  /** Waits for all running work. @throws the first failure */
  async end(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
  }
}
