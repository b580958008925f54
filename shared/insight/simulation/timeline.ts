import type { Attributes } from "#shared/audience/profiles/index.ts";

/** The kinds of timeline items. */
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

/** One thing that happened, was decided or done. Instants are epoch milliseconds. */
export type Item = {
  at: number;
  /** The sequence's zone, else the contact's at that time. */
  zone: string;
  kind: (typeof KINDS)[number];
  sequence?: string;
  version?: number;
  /** The run's key, for sequences with several runs per contact. */
  entryKey?: string;
  step?: string;
  decision: string;
  reason?: string;
  saw?: string[];
  until?: number;
  template?: string;
  /** The team address of a notification. */
  to?: string;
  /** What a mail's template would be given, if asked for. */
  data?: Record<string, unknown>;
  /** Changed attributes. */
  change?: Attributes;
  /** The request that a step would have made. */
  request?: { url: string; body: string; attempt: number };
};

/** Why a simulation ended: the last run's state, or a limit. */
export type End =
  | "completed"
  | "exited"
  | "not entered"
  /** Nothing more moves the run. */
  | "waiting"
  /** The end of the requested time. */
  | "time"
  | "too many entries"
  /** It took too long: the timeline is incomplete. */
  | "out of time"
  | "too many instants"
  /** Mails of a paused sequence stay held. */
  | "paused"
  /** Nothing follows in a sequence that is not live. */
  | "draft"
  | "archived";

export type SimulationResult = { timeline: Item[]; endedBy: End };
