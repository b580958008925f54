/**
 * Room for the mails that are claimed and not settled yet, at most `size`: what a crash can leave in doubt. With
 * `whole`, a group takes all the room that it needs at once, when the group before is through.
 */
export class Window {
  readonly #size: number;
  readonly #whole: boolean;
  readonly #under = new Set<Promise<void>>();
  #taken = 0;
  #failure: { error: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(size: number, whole: boolean) {
    this.#size = size;
    this.#whole = whole;
  }

  /** Waits for room, and takes it for one to `wanted` mails. @throws what failed meanwhile */
  async take(wanted: number): Promise<number> {
    while (this.#taken > (this.#whole ? 0 : this.#size - 1)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure) throw this.#failure.error;
    const room = Math.min(wanted, this.#size - this.#taken);
    this.#taken += room;
    return room;
  }

  /**
   * Does `work` for mails that took room. It calls `leave` for those that are through; whatever it did not call it
   * for leaves when the work ends, however it ends.
   */
  run(room: number, work: (leave: (count: number) => void) => Promise<void>): void {
    let left = room;
    const leave = (count: number) => {
      left -= count;
      this.#taken -= count;
      this.#wake();
    };
    const ended = work(leave)
      .catch((error) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        leave(left);
        this.#under.delete(ended);
      });
    this.#under.add(ended);
  }

  /** Waits for everything under way. @throws what failed first */
  async end(): Promise<void> {
    while (this.#under.size > 0) await Promise.all(this.#under);
    if (this.#failure) throw this.#failure.error;
  }
}
