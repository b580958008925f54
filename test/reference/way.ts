import { shareOf } from "#shared/kernel/share-of.ts";
import type { Entry, Message } from "#shared/people/index.ts";
import type { Answer, Definition, Effect } from "#shared/sequences/index.ts";
import type { Naive } from "#test/conditions/naive.ts";
import { later } from "./zone-time.ts";

/** What is known at the instant at which somebody looks. */
export type Look = {
  person: Naive;
  mails: ReadonlyMap<string, Message>;
  now: number;
  answer?: Answer | undefined;
  winner?: string | undefined;
};
export type Names = { contact: string; sequence: string; version: number; run: string };
type Mail = { id: string; step: string; template: string; bornAt: number; to?: string };
type Watched = { since: number; until: number; variant?: string };

/** That a run stays where it is. */
export const STAYS = Symbol("stays");
export const GOAL = "*";

/** How far somebody has come through a sequence, and what was decided on the way. */
export class Way {
  readonly definition: Definition;
  readonly names: Names;
  readonly entry: Entry;
  status: "active" | "completed" | "exited" = "active";
  step: string | null;
  arrivedAt: number;
  /** The mail whose real sending the step counts from. */
  mailBefore: string | undefined;
  /** When the step itself asks to be looked at again. */
  alarm: number | undefined;
  attempt = 0;
  /** Whether the last look ended at the limit of steps at once: then there is more to do at the next. */
  limited = false;
  visits: Record<string, number>;
  readonly mails: Mail[] = [];
  readonly trail: string[];
  readonly watching = new Map<string, Watched>();
  /** What was decided in the present look. */
  effects: Effect[] = [];
  passed: string | undefined;

  constructor(definition: Definition, names: Names, entry: Entry, now: number) {
    const { start, goal, holdout = 0 } = definition;
    this.definition = definition;
    this.names = names;
    this.entry = entry;
    this.step = start;
    this.arrivedAt = now;
    this.visits = { [start]: 1 };
    const isHeldOut = shareOf(names.contact, names.sequence, "holdout") < holdout / 100;
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
    const other = new Way(this.definition, this.names, this.entry, 0);
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

  watch(until: number, variant: string, now: number): void {
    this.watching.set(this.step!, { since: now, until, variant });
  }
}
