import { Program } from "#test/support/program.ts";
import type { SinkProcess } from "#test/support/sink-process.ts";
import type { Kill, Order } from "./sink-main.ts";
import type { Trap } from "./trap.ts";

/** The program, which dies by `kill -9` when a trap springs and starts again on what it left. */
export class Killer {
  #program: Program | undefined;
  /** Requests after which the present trap springs, if it waits for one. */
  #requests = Number.POSITIVE_INFINITY;
  #isSet = false;
  readonly #folder: string;
  readonly #env: Record<string, string>;
  readonly #sink: SinkProcess;
  readonly #traps: Trap[];

  constructor(folder: string, env: Record<string, string>, sink: SinkProcess, traps: Trap[]) {
    this.#folder = folder;
    this.#env = env;
    this.#sink = sink;
    this.#traps = traps.toReversed();
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

  /** The work tells of each request to the API once it is on its way. */
  readonly requested = (): void => {
    this.#requests -= 1;
    if (this.#requests === 0) void this.#order({ spring: true });
  };

  /**
   * Does `work` until it was done without a kill; a trap that did not spring stays for the next.
   * @throws what `work` throws by itself
   */
  async work(work: (program: Program) => Promise<void>, onKill: (kill: Kill) => void) {
    for (;;) {
      await this.#setTrap();
      let failure: unknown;
      await work(this.program).catch((error) => {
        failure = error;
      });
      const kill = this.#isSet ? await this.#order({ report: true }) : undefined;
      if (!kill) {
        if (failure) throw failure;
        return;
      }
      await this.program.end("SIGKILL");
      this.#isSet = false;
      onKill(kill);
      await this.start();
    }
  }

  async #setTrap(): Promise<void> {
    const trap = this.#isSet ? undefined : this.#traps.pop();
    if (!trap) return;
    this.#isSet = true;
    this.#requests = trap.moment === "request" ? trap.count : Number.POSITIVE_INFINITY;
    await this.#order({ set: trap, pid: this.program.ready.pid });
  }

  async #order(order: Order): Promise<Kill | undefined> {
    return (await this.#sink.ask<{ kill?: Kill }>(order)).kill;
  }
}
