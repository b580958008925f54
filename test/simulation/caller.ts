import { AsyncLocalStorage } from "node:async_hooks";
import type { Write } from "#shared/ports/table.ts";
import type { Schedule } from "./schedule.ts";

type Read = { turn: number; at: number };
type Claim = { pk: string; at: number; reads: Read[] };

/** A check that is older than this was made again before the call (milliseconds). */
const FRESH_MS = 2_000;
/** Who held a claim for longer may have been taken for dead (milliseconds). */
const LEASE_MS = 300_000;

/** One invocation of a function, which may die at any await. */
export class Caller {
  readonly name: string;
  /** Called once when it dies. */
  onDeath: () => void = () => {};
  /** The await at which it dies; infinity when it lives. */
  readonly #diesAt: number;
  /** Whether it runs the code before the last deploy. */
  readonly isOld: boolean;
  hasNapped = false;
  #isDead = false;
  #awaits = 0;
  readonly #schedule: Schedule;
  /**
   * Mails that this invocation claimed and did not settle, with the reads of their people since.
   */
  readonly claims = new Map<string, Claim>();
  /** By token, when a claim was first asked for: its lease runs while the store is slow. */
  readonly #askedAt = new Map<string, number>();

  constructor(
    name: string,
    schedule: Schedule,
    { diesAt, isOld }: { diesAt: number; isOld: boolean },
  ) {
    this.name = name;
    this.#schedule = schedule;
    this.#diesAt = diesAt;
    this.isOld = isOld;
  }

  /** To be called at each await; returns whether it is dead. */
  await(): boolean {
    this.#awaits += 1;
    if (this.#awaits === this.#diesAt) {
      this.#isDead = true;
      this.onDeath();
    }
    return this.#isDead;
  }

  /** Rows are about to be stored; a claim may be asked for again with the same token. */
  asks(writes: Write[], now: number): void {
    for (const write of writes) {
      const { token } = "put" in write ? (write.data as { token?: string }) : {};
      if (token !== undefined && !this.#askedAt.has(token)) this.#askedAt.set(token, now);
    }
  }

  claimed(id: string, pk: string, token: string): void {
    this.claims.set(id, { pk, at: this.#askedAt.get(token)!, reads: [] });
  }

  /** The claim on a mail is over; returns whether it was held for longer than a lease. */
  settled(id: string, now: number): boolean {
    const claim = this.claims.get(id);
    this.claims.delete(id);
    return claim !== undefined && now - claim.at >= LEASE_MS;
  }

  /** A person was read now: for their claimed mails that may be the last check. */
  read(pk: string, at: number): void {
    for (const claim of this.claims.values()) {
      if (claim.pk === pk) claim.reads.push({ turn: this.#schedule.turns, at });
    }
  }

  /**
   * When a send begins: at the first read of the person after the claim, at the latest one where
   * the call came too late for that, and at the call itself where there was no read.
   */
  begun(id: string, now: number): Read {
    const reads = this.claims.get(id)?.reads ?? [];
    const [check] = reads;
    if (!check) return { turn: this.#schedule.turns, at: now };
    return now - check.at > FRESH_MS ? reads.at(-1)! : check;
  }
}

/** The invocation on whose behalf something is being done. */
export const callers = new AsyncLocalStorage<Caller>();
