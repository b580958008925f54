import type { Action } from "./change.ts";
import { MAILS, type Mail, type State } from "./state.ts";

type Step = (before: State, action: Action) => boolean;

/** What no reachable step may break, by name: true while it holds. */
export const INVARIANTS: Record<string, Step> = {
  "a mail is accepted at most once": (_, { next }) => next.accepted.every((count) => count <= 1),

  "a claim is called for at most once": (_, { next }) => next.rows.every((row) => row.called <= 1),

  "a call is made under its caller's own live claim": (before, { name, by }) => {
    if (!name.startsWith("call")) return true;
    const { mail, holds } = before.workers[by!];
    const row = before.rows[mail];
    return holds && row.status === "sending" && row.ahead;
  },

  "no send begins after an unsubscribing or an exit": (before, { by, next }) => {
    const begins =
      by !== undefined && next.workers[by].next === "call" && before.workers[by].next !== "call";
    return !begins || (!next.suppressed && next.run !== "exited");
  },

  "the second mail is never accepted before the first": (before, { next }) =>
    next.capped || !(next.accepted[0] > before.accepted[0] && before.accepted[1] > 0),

  "no more mails are accepted than the cap lets go": (_, { next }) =>
    !next.capped || next.accepted[0] + next.accepted[1] <= 1,

  "a row tells the truth": (_, { next }) => MAILS.every((mail) => isTrue(next, mail)),
};

/** What a row says of the provider and of its reason agrees with what happened. */
function isTrue(state: State, mail: Mail): boolean {
  const { status, reason, out } = state.rows[mail];
  const wasAccepted = state.accepted[mail] > 0;
  if (reason === "suppressed" && !state.suppressed) return false;
  if (reason === "exited" && state.run !== "exited") return false;
  if (reason === "overtaken" && state.rows[1].status === "none") return false;
  if (status === "sent" || out) return wasAccepted;
  const isUnsent = status === "held" || status === "dropped" || status === "refused";
  return !(isUnsent && wasAccepted);
}

/**
 * A good end: no worker is busy, and each decided mail has an end, or a fault of the provider or of
 * its claimant justifies the doubt. It must stay within reach by the protocol's own steps, whatever
 * happened.
 */
export function isSettled(state: State): boolean {
  if (state.event !== "gone" || state.workers.some(({ job }) => job !== "idle")) return false;
  if (state.run === "none") return true;
  return MAILS.every((mail) => {
    const { status, out } = state.rows[mail];
    if (out || status === "sent" || status === "refused" || status === "dropped") return true;
    if (status === "unknown") return state.doubt[mail];
    return status === "held" && isCapReached(state, mail);
  });
}

/** A held mail waits rightly for the cap's stretch to pass. */
function isCapReached({ capped, rows, doubt }: State, mail: Mail): boolean {
  const other = mail === 0 ? 1 : 0;
  const { status, out } = rows[other];
  return capped && (out || status === "sent" || (status === "unknown" && doubt[other]));
}
