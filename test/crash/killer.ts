import type { Random } from "#test/simulation/random.ts";
import { Program } from "#test/support/program.ts";
import type { SinkProcess } from "#test/support/sink-process.ts";

const LOOK_MS = 2;
/** Before anybody knows how long a turn takes. */
const FIRST_GUESS_MS = 1_000;

/** The program, which dies by `kill -9` at random moments of its work and is started again on what it left. */
export class Killer {
  #program: Program | undefined;
  #turnMs = FIRST_GUESS_MS;
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #sink: SinkProcess;
  readonly #random: Random;

  constructor(folder: string, env: Record<string, string>, sink: SinkProcess, random: Random) {
    this.#folder = folder;
    this.#env = env;
    this.#sink = sink;
    this.#random = random;
  }

  get program(): Program {
    if (!this.#program) throw new Error("the program was not started");
    return this.#program;
  }

  async start(): Promise<void> {
    this.#program = await Program.start(this.#folder, this.#env);
  }

  async end(): Promise<void> {
    await this.#program?.end("SIGKILL");
  }

  /** Does `work` whole, and learns from it how long one takes. */
  async let(work: (program: Program) => Promise<void>): Promise<void> {
    const start = Date.now();
    await work(this.program);
    this.#turnMs = Date.now() - start;
  }

  /**
   * Kills the process in the middle of `work`: after some time, or after some of the `mails` that the work should make,
   * which is when it is busiest. Returns after how many milliseconds.
   * @throws what `work` throws by itself
   */
  async kill(work: (program: Program) => Promise<void>, mails: number): Promise<number> {
    const byMails = this.#random.chance(0.5);
    const atMs = byMails ? this.#turnMs : this.#random.below(this.#turnMs);
    const fewMails = byMails ? 1 + this.#random.below(mails) : Number.POSITIVE_INFINITY;
    const atMail = this.#sink.arrivals().length + fewMails;
    let isOver = false;
    let failure: unknown;
    const busy = work(this.program)
      .catch((error) => {
        failure ??= error;
      })
      .finally(() => {
        isOver = true;
      });
    const start = Date.now();
    const isTime = () => Date.now() - start >= atMs || this.#sink.arrivals().length >= atMail;
    while (!isOver && !isTime()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (failure) throw failure;
    await this.program.end("SIGKILL");
    const afterMs = Date.now() - start;
    await busy;
    await this.start();
    return afterMs;
  }
}
