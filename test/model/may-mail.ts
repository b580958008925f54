import { isOpen } from "./change.ts";
import type { Rules } from "./rules.ts";
import type { Mail, Row, State } from "./state.ts";

export type Verdict = "send" | "hold" | "suppressed" | "exited" | "overtaken";

/** Whether a mail may go now: for whom, of which run, and after which other. */
export function mayMail(state: State, mail: Mail, rules: Rules): Verdict {
  if (state.suppressed) return "suppressed";
  if (state.run === "exited") return "exited";
  const [first, second] = state.rows;
  if (state.capped) return countsForCap(state.rows[mail === 0 ? 1 : 0], rules) ? "hold" : "send";
  if (mail === 1) {
    const waits = first.status === "none" ? state.outbox[0] : isOpen(first);
    return waits ? "hold" : "send";
  }
  // The second went while the first was in doubt: a late release of the first must not send it
  // afterwards.
  if (rules.wrong.has("late return overtakes")) return "send";
  if (second.status === "sent" || second.out || second.noted) return "overtaken";
  if (second.status === "unknown") return "overtaken";
  return second.status === "sending" ? "hold" : "send";
}

/** The other mail left, or may have left. */
function countsForCap({ status, out, noted }: Row, { wrong }: Rules): boolean {
  if (out || noted || status === "sent") return true;
  if (status === "unknown") return !wrong.has("cap ignores doubt");
  return status === "sending" && !wrong.has("cap ignores open claims");
}
