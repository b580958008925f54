import { dropped, isClaimed, packHold, putRow, set, withoutProtocol } from "./change.ts";
import type { Rules } from "./rules.ts";
import type { Row, State } from "./state.ts";

type By = 0 | 1;

/**
 * Settle (protocol, 9): with a feed in the batch's own row, which no version guards; else onto the
 * mail's row.
 */
export function settleAcceptance(state: State, by: By, { evidence }: Rules): State {
  if (evidence !== "feed")
    return changeClaimed(state, by, (row) => ({ ...withoutProtocol(row), status: "sent" }));
  const { mail, holds } = state.workers[by];
  if (!holds) return state;
  return { ...state, rows: set(state.rows, mail, { ...state.rows[mail], noted: true }) };
}

/** The verdict of the last check, when the mail may not go at all. */
export const giveUp = (state: State, by: By) =>
  changeClaimed(state, by, (row) => dropped(row, state.workers[by].plan));

/** The provider refused for good. */
export const refuse = (state: State, by: By) =>
  changeClaimed(state, by, (row) => ({ ...withoutProtocol(row), status: "refused" }));

/**
 * A claim that was never called, or refused for now: back to be tried again, also from doubt. When
 * the row changed since its packs were written, they are written once more.
 */
export function giveBack(state: State, by: By): State {
  const { mail, fresh, holds, plan } = state.workers[by];
  const packed = fresh || !holds ? state : packHold(state, mail);
  return changeClaimed(packed, by, (row) => ({
    ...withoutProtocol(row),
    status: "held",
    ahead: plan === "ahead",
  }));
}

/**
 * A change of the row that is made only while the claim on it is ours, whatever else was written
 * meanwhile.
 */
function changeClaimed(state: State, by: By, change: (row: Row) => Row): State {
  const { mail, holds } = state.workers[by];
  const row = state.rows[mail];
  return holds && isClaimed(row) ? putRow(state, mail, change(row)) : state;
}
