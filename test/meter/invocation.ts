import { AsyncLocalStorage } from "node:async_hooks";
import type { Agenda } from "./agenda.ts";
import type { Cause, Ledger, Shares } from "./ledger.ts";
import type { Unit } from "./prices.ts";

/** One invocation of a function, and what it is for. */
export type Invocation = {
  by: string;
  shares: Shares;
  /** Contact → why it works for them: a batch may hold one contact's click, another's mail. */
  causes: Map<string, Set<Cause>>;
  /** Calls of an SDK that it made. */
  calls: number;
  /** Real time on the processor (milliseconds). */
  cpuMs: number;
  /** Whether it put anything on a queue. */
  hasSent: boolean;
};

/**
 * Assumed latency of a call within the region (milliseconds); SES's is a guess, as it was not
 * measured.
 */
export const LATENCY_MS = { dynamo: 5, transaction: 10, sqs: 10, ses: 20, lambda: 10, bus: 15 };

const running = new AsyncLocalStorage<Invocation>();

/** Where every fake client notes what it was asked. */
export class Meter {
  readonly ledger: Ledger;
  readonly agenda: Agenda<Invocation>;
  /** Off while the workspace is set up. */
  isOn = false;

  constructor(ledger: Ledger, agenda: Agenda<Invocation>) {
    this.ledger = ledger;
    this.agenda = agenda;
    agenda.onWork = (invocation, ms) => {
      invocation.cpuMs += ms;
    };
  }

  /** Runs `work` as that invocation: what it asks for is charged to it. */
  run<T>(invocation: Invocation, work: () => Promise<T>): Promise<T> {
    return running.run(invocation, work);
  }

  get current(): Invocation | undefined {
    return running.getStore();
  }

  /** Whether what is asked for now is charged to an invocation. */
  get isCharging(): boolean {
    return this.isOn && this.current !== undefined;
  }

  /** Lets the time of a call pass; what `serve` does is the service's, not the function's. */
  async call<T>(latencyMs: number, serve: () => T): Promise<T> {
    const invocation = this.current;
    if (!this.isOn || !invocation) return serve();
    invocation.calls += 1;
    await this.agenda.pause(latencyMs, invocation);
    const started = process.hrtime.bigint();
    try {
      return serve();
    } finally {
      invocation.cpuMs -= Number(process.hrtime.bigint() - started) / 1e6;
    }
  }

  charge(
    unit: Unit,
    quantity: number,
    kind: string,
    { shares, bytes }: { shares?: Shares; bytes?: number } = {},
  ): void {
    const invocation = this.current;
    if (!this.isOn || !invocation) return;
    const { by } = invocation;
    this.ledger.charge({ unit, quantity, by, kind, shares: shares ?? invocation.shares, bytes });
  }
}
