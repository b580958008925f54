import { IDLE, type Mail, type Pair, type Row, type State, type Worker } from "./state.ts";

/** One thing that can happen, and the state after it. `by` is the worker whose step it is. */
export type Action = {
  name: string;
  next: State;
  by?: 0 | 1;
  mail?: Mail;
  /**
   * Caused from outside (a fault, the contact, feedback): no step may rely on it.
   */
  free?: boolean;
};

export const set = <T>(pair: Pair<T>, index: 0 | 1, value: T): Pair<T> =>
  index === 0 ? [value, pair[1]] : [pair[0], value];

export const isClaimed = ({ status }: Row) => status === "sending" || status === "unknown";

/** Whether a mail may still go, as far as its row tells. */
export const isOpen = ({ status, out, noted }: Row) =>
  (status === "held" || status === "sending") && !out && !noted;

/** Worker `by` goes on to its next step. */
export const go = (state: State, by: 0 | 1, change: Partial<Worker>): State => ({
  ...state,
  workers: set(state.workers, by, { ...state.workers[by], ...change }),
});

/** Worker `by` is through, and its job is acknowledged. */
export const end = (state: State, by: 0 | 1): State => ({
  ...state,
  workers: set(state.workers, by, IDLE),
});

/**
 * Writes a mail's row: versions that others have read no longer stand, and a token only while the
 * row keeps it.
 */
export function putRow(state: State, mail: Mail, row: Row, claimedBy?: 0 | 1): State {
  const keeps = isClaimed(row);
  const after = (worker: Worker, index: 0 | 1): Worker => {
    if (worker.job === "idle" || worker.job === "event" || worker.mail !== mail) return worker;
    if (claimedBy !== undefined) return { ...worker, fresh: false, holds: claimedBy === index };
    return { ...worker, fresh: false, holds: worker.holds && (keeps || worker.job === "look") };
  };
  return {
    ...state,
    rows: set(state.rows, mail, row),
    workers: [after(state.workers[0], 0), after(state.workers[1], 1)],
  };
}

/** Puts on the wheel what a held mail needs: its release and a look after it. */
export const packHold = (state: State, mail: Mail): State => ({
  ...state,
  deliver: set(state.deliver, mail, true),
  look: set(state.look, mail, true),
});

/** The row without what belongs to its protocol state. */
export const withoutProtocol = ({ out }: Row): Row => ({
  status: "none",
  ahead: false,
  noted: false,
  out,
  reason: "",
  called: 0,
});

export const dropped = (row: Row, reason: string): Row => ({
  ...withoutProtocol(row),
  status: "dropped",
  reason: reason as Row["reason"],
});
