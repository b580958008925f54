import type { Random } from "./random.ts";

/** How often each fault comes, per occasion. */
export const RATES = {
  /** An invocation dies at one of its awaits; and the next one after it as well. */
  crash: 0.12,
  crashAgain: 0.3,
  /** A call of a port fails: not done, or done with the answer lost. */
  failBefore: 0.002,
  failAfter: 0.002,
  /** A call of a port begins a time in which that port answers no caller. */
  outage: 0.0002,
  /** At an await: others get many turns first. */
  stall: 0.02,
  /** At an await: minutes pass for this invocation alone, sometimes a day. */
  nap: 0.002,
  /** The same before packs are written, when their slots are chosen already. */
  slotNap: 0.05,
  /** A claimant sleeps for hours, after its claim or before it notes what came of its calls. */
  claimNap: 0.01,
  /** A read that did not ask for consistency sees what was there before the last write. */
  stale: 0.2,
  /** A queue message arrives twice, or later than what was sent after it. */
  sentTwice: 0.03,
  sentLate: 0.05,
  /** A batch is delivered to two workers at once; the schedule fires twice. */
  doubled: 0.2,
  tickedTwice: 0.1,
  /** When a claim was won: an operator stops that mail, or all mail, at this moment. */
  stopAtClaim: 0.05,
  /** When a claim was won: its person turns out to live by other clocks. */
  moveAtClaim: 0.06,
  /** When a run came to its end: its person begins the next one at this moment. */
  orderAtEnd: 0.2,
  /** A request of a step is lost on its way to who makes it, made twice, or made later. */
  callLost: 0.03,
  callTwice: 0.05,
  callLate: 0.05,
  /**
   * Its receiver never gets it, or its answer is lost, comes slowly, or says 404; or it fails for
   * hours.
   */
  postLost: 0.02,
  replyLost: 0.03,
  replySlow: 0.05,
  receiverGone: 0.02,
  receiverFails: 0.01,
  /** The clock jumps forward, for all invocations. */
  jump: 0.0001,
  /**
   * The provider: answers lost (half of those mails it took), refusals for now and for ever, slow
   * calls.
   */
  lostAnswer: 0.01,
  throttle: 0.02,
  refuse: 0.003,
  slowCall: 0.05,
  /** A slow call is under way when the mail's fate is looked at: it was claimed late. */
  lookAtCall: 0.3,
  /** The fate of the mails, and of the feedback about them. */
  bounce: 0.01,
  complaint: 0.005,
  feedbackLost: 0.1,
  feedbackDoubled: 0.2,
  feedbackLate: 0.02,
  /**
   * In so many histories the feed is silent for a day; in so many the provider's rate is lowered.
   */
  feedStops: 0.3,
  rateFalls: 0.25,
  /**
   * In so many histories a sequence is paused at some moment, and one is edited while people are
   * inside.
   */
  pausedOnce: 0.5,
  edited: 0.5,
  /** With such an edit some of those inside are moved to the new version, or ended. */
  moved: 0.5,
  /** In so many histories a template stops every mail of it, until it is mended hours later. */
  templateBreaks: 0.25,
  /**
   * In so many histories old code, which writes the older shape of items, runs beside the new for a
   * while.
   */
  deploy: 0.3,
} as const;

export type FaultName = keyof typeof RATES;
export type Rates = Record<FaultName, number>;
export type Fired = { place: number; name: FaultName };

/**
 * Decides, one occasion after the other, whether a fault comes. The place of an occasion names it,
 * so that a history can be told again with only some of its faults.
 */
export class Faults {
  readonly fired: Fired[] = [];
  readonly #random: Random;
  readonly #rates: Rates;
  readonly #only: ReadonlySet<number> | undefined;
  readonly #onFault: (name: FaultName) => void;
  #place = 0;

  constructor(
    random: Random,
    rates: Rates,
    only?: ReadonlySet<number>,
    onFault: (name: FaultName) => void = () => {},
  ) {
    this.#random = random;
    this.#rates = rates;
    this.#only = only;
    this.#onFault = onFault;
  }

  happens = (name: FaultName): boolean => {
    const place = this.#place++;
    if (!this.#random.chance(this.#rates[name])) return false;
    if (this.#only && !this.#only.has(place)) return false;
    this.fired.push({ place, name });
    this.#onFault(name);
    return true;
  };
}
