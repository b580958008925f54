import type { EntryEvent } from "#shared/audience/events/index.ts";
import type { Definition } from "#shared/automation/language/index.ts";
import type { Effect } from "#shared/automation/steps/index.ts";
import { hashFraction } from "#shared/kernel/hash-fraction.ts";
import type { Message } from "#shared/messaging/messages/index.ts";
import type { WebhookResult } from "#shared/queue/index.ts";
import type { Naive } from "#test/audience/conditions/naive.ts";
import { later } from "./zone-time.ts";

/**
 * An instant, or an event at it: what was accepted before, of that very millisecond, has a lower
 * ordinal.
 */
export type Place = { at: number; ordinal?: number | undefined; id?: string | undefined };

/** What is known at a look: as of `now`, which the clock may have left behind. */
export type Look = {
  person: Naive;
  mails: ReadonlyMap<string, Message>;
  now: number;
  clock: number;
  /** The event of that instant that is gone through, if it is one. */
  by?: { id: string; ordinal?: number | undefined } | undefined;
  answer?: WebhookResult | undefined;
  winner?: string | undefined;
};
export type Names = { contact: string; sequence: string; version: number; run: string };
type Mail = { id: string; step: string; template: string; bornAt: number; to?: string };
type Watched = { since: number; until: number; variant?: string; cause?: object };

/** That a run stays where it is. */
export const STAYS = Symbol("stays");
export const GOAL = "*";

/** How far a contact has come through a sequence, and what was decided. */
export class Way {
  readonly definition: Definition;
  readonly names: Names;
  readonly entry: EntryEvent;
  status: "active" | "completed" | "exited" = "active";
  step: string | null;
  /** What led to the step. */
  arrived: Place;
  /** Events of the very place of that one which led on before it: each leads on once. */
  ledBefore: string[] = [];
  /**
   * When it was due, and when the time that passes here was over: lateness takes nothing from days.
   */
  dueSince: number | undefined;
  overAt: number | undefined;
  /** What leads on from it. */
  leads: Place;
  /** The mail whose real sending the step counts from. */
  mailBefore: string | undefined;
  /** When the step itself asks to be looked at again. */
  alarm: number | undefined;
  attempt = 0;
  /**
   * Whether the last look ended at the limit of steps at once: then there is more to do at the
   * next.
   */
  limited = false;
  visits: Record<string, number>;
  readonly mails: Mail[] = [];
  readonly trail: string[];
  readonly watching = new Map<string, Watched>();
  /** What was decided in the present look. */
  effects: Effect[] = [];

  constructor(definition: Definition, names: Names, entry: EntryEvent) {
    const { start, goal, holdout = 0 } = definition;
    this.definition = definition;
    this.names = names;
    this.entry = entry;
    this.step = start;
    const { at: now, id, ordinal } = entry;
    this.arrived = { at: now, id, ordinal };
    this.leads = this.arrived;
    this.visits = { [start]: 1 };
    const isHeldOut = hashFraction(names.contact, names.sequence, "holdout") < holdout / 100;
    this.trail = [`${start} entered`];
    if (goal) {
      const until = later(now, goal.within, "UTC");
      this.watching.set(GOAL, { since: now, until, ...(isHeldOut && { variant: "holdout" }) });
    }
    if (!isHeldOut) return;
    this.trail.push(`${start} held-out`);
    this.status = "completed";
    this.step = null;
    this.visits = {};
  }

  /** Another one on the same way, to see what it would do. */
  copy(): Way {
    const other = new Way(this.definition, this.names, this.entry);
    const { mails, trail, watching, visits, ...state } = this;
    Object.assign(other, state, { visits: { ...visits }, mails: [...mails], trail: [...trail] });
    return Object.assign(other, { watching: new Map(watching) });
  }

  end(status: "completed" | "exited"): void {
    this.trail.push(`${this.step ?? ""} ${status}`);
    this.status = status;
    this.step = null;
    this.visits = {};
    this.alarm = undefined;
    this.mailBefore = undefined;
    this.attempt = 0;
  }

  /** Stays until the instant; what was noted of the same stay before is not noted again. */
  stay(until: number, decision: string): typeof STAYS {
    const line = `${this.step} ${decision}`;
    if (until !== this.alarm && this.trail.at(-1) !== line) this.trail.push(line);
    this.alarm = until;
    return STAYS;
  }

  note(decision: string): void {
    this.trail.push(`${this.step} ${decision}`);
  }

  watch(since: number, until: number, variant: string, cause?: object): void {
    this.watching.set(this.step!, { since, until, variant, ...(cause && { cause }) });
  }
}
