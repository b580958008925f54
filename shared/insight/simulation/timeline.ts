import type { Attributes } from "#shared/audience/profiles/index.ts";

/** What the timeline of a simulation is made of. */
export const KINDS = [
  "event",
  "entered",
  "refused",
  "decision",
  "wait",
  "hold",
  "mail",
  "drop",
  "effect",
  "goal",
  "exit",
] as const;

/** One thing that happened, was decided or was done; instants are epoch milliseconds. */
export type Item = {
  at: number;
  /** The sequence's zone, else the person's then. */
  zone: string;
  kind: (typeof KINDS)[number];
  sequence?: string;
  version?: number;
  /** Of which run, where a person may be in several. */
  entryKey?: string;
  step?: string;
  decision: string;
  reason?: string;
  saw?: string[];
  until?: number;
  template?: string;
  /** Somebody of the team, where a mail is not to the person. */
  to?: string;
  /** What was changed of the person. */
  change?: Attributes;
  /** What a request would have carried. */
  request?: { url: string; body: string; attempt: number };
};

/** Why a simulation ended: the last run's state, or the bound that was met. */
export type End =
  | "completed"
  | "exited"
  | "not entered"
  /** Nothing that was given moves the run any more. */
  | "waiting"
  /** The end of the time that was asked for. */
  | "time"
  | "too many entries"
  /** Working it out took too long: the timeline ends where it was left. */
  | "out of time"
  | "too many instants"
  /** Mails of a paused sequence stay where they are. */
  | "paused"
  /** Nothing comes next in a sequence that is not live. */
  | "draft"
  | "archived";

export type Forecast = { timeline: Item[]; endedBy: End };
