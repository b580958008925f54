/** The two mails of the run, in the order in which they were decided. */
export type Mail = 0 | 1;
export const MAILS: readonly Mail[] = [0, 1];
export type Pair<T> = readonly [T, T];

/**
 * The row of one mail. `ahead`: the end of its hold or of its lease lies ahead. `noted`: its
 * batch's row of outcomes names it as accepted. `out`: feedback has set a fact. `called` counts the
 * calls of its claim, for the judge only.
 */
export type Row = {
  status: "none" | "held" | "sending" | "unknown" | "sent" | "refused" | "dropped";
  ahead: boolean;
  noted: boolean;
  out: boolean;
  reason: "" | "suppressed" | "exited" | "overtaken";
  called: number;
};

/** The port call that a worker makes next. */
export type Step =
  | "nothing"
  // react, with the event that starts the run
  | "write packs"
  | "decide"
  | "queue mails"
  // deliver, with one mail
  | "drop"
  | "pack hold"
  | "hold"
  | "queue held"
  | "claim"
  | "check"
  | "call"
  | "note acceptance"
  | "give up"
  | "refuse"
  | "pack return"
  | "return"
  // settle, with a look at one mail
  | "read outcome"
  | "ask mailer"
  | "write sent"
  | "write unknown"
  | "pack retry"
  | "hold retry"
  | "queue again";

/** A process with one job. What it saw when it read is its `plan`. */
export type Worker = {
  job: "idle" | "event" | "deliver" | "look";
  mail: Mail;
  next: Step;
  /** The mail's row was not written since this worker read it: its version still stands. */
  fresh: boolean;
  /**
   * The token on the mail's row is this worker's; for a reconcile: no claim was made since it read.
   */
  holds: boolean;
  plan: string;
};

export type State = {
  /** The event that starts the run, on its queue; `again`: it was received before. */
  event: "waiting" | "again" | "gone";
  run: "none" | "active" | "exited";
  outbox: Pair<boolean>;
  rows: Pair<Row>;
  /**
   * What is durable and comes at least once, on the wheel or on a queue: a mail to deliver, a look
   * at it.
   */
  deliver: Pair<boolean>;
  look: Pair<boolean>;
  suppressed: boolean;
  /** The provider's log, and whose outcome a fault has hidden: for the judge only. */
  accepted: Pair<number>;
  doubt: Pair<boolean>;
  /** Faults that may still come. */
  crashes: number;
  lost: number;
  refusals: number;
  /** Never changes. */
  capped: boolean;
  workers: Pair<Worker>;
};

export const NO_ROW: Row = {
  status: "none",
  ahead: false,
  noted: false,
  out: false,
  reason: "",
  called: 0,
};
export const IDLE: Worker = {
  job: "idle",
  mail: 0,
  next: "nothing",
  fresh: false,
  holds: false,
  plan: "",
};

type Faults = Pick<State, "crashes" | "lost" | "refusals"> & { capped?: boolean };

/** The event is on its queue, and nothing else has happened. */
export const initial = ({ crashes, lost, refusals, capped = false }: Faults): State => ({
  event: "waiting",
  run: "none",
  outbox: [false, false],
  rows: [NO_ROW, NO_ROW],
  deliver: [false, false],
  look: [false, false],
  suppressed: false,
  accepted: [0, 0],
  doubt: [false, false],
  crashes,
  lost,
  refusals,
  capped,
  workers: [IDLE, IDLE],
});
