import {
  type Action,
  end,
  go,
  isClaimed,
  packHold,
  putRow,
  set,
  withoutProtocol,
} from "./change.ts";
import type { Rules } from "./rules.ts";
import type { Mail, Row, State } from "./state.ts";

type By = 0 | 1;

/**
 * Look again (protocol, 10): one read of the person, then the next look, and the mail again on its
 * queue where it was never claimed or its hold is over. One step: a crash within it brings the look
 * back, which is as if it had not begun.
 */
export function takeReconcile(state: State, by: By, mail: Mail, rules: Rules): State {
  const row = state.rows[mail];
  const isLost = row.status === "none" && state.outbox[mail];
  const isHeld = row.status === "held" && !row.ahead;
  if (row.out || !(isLost || isHeld || isClaimed(row))) return end(state, by);
  const armed = { ...state, look: set(state.look, mail, true) };
  if (!isClaimed(row)) return end({ ...armed, deliver: set(state.deliver, mail, true) }, by);
  const plan = row.status === "unknown" ? "unknown" : row.ahead ? "live" : "over";
  const job = { job: "look", mail, fresh: true, holds: true, plan } as const;
  const hasPlace = plan !== "unknown" || !rules.wrong.has("doubt forgets its outcome");
  if (rules.evidence === "feed" && hasPlace) return go(armed, by, { ...job, next: "read outcome" });
  return judge(go(armed, by, job), by, rules);
}

/** What a looking worker does next. */
export function reconcileStep(state: State, by: By, rules: Rules): Action[] {
  const { mail, next, fresh, holds } = state.workers[by];
  const one = (after: State, how = ""): Action[] => [
    { name: `${next}${how}`, by, mail, next: after },
  ];
  const row = state.rows[mail];
  /** A row that is written at the version that was read; a concurrent write knows more. */
  const write = (written: Row) =>
    fresh ? one(end(putRow(state, mail, written), by)) : one(end(state, by), ": lost");
  switch (next) {
    case "read outcome":
      // What was noted stays so when another worker has brought it onto the row.
      if (holds && (row.noted || row.status === "sent")) {
        return one(go(state, by, { next: "write sent" }), ": found");
      }
      return one(judge(state, by, rules), ": not found");
    case "ask mailer":
      if (holds && state.accepted[mail] > 0) {
        return one(go(state, by, { next: "write sent" }), ": found");
      }
      return one(go(state, by, { next: "pack retry" }), ": not found");
    case "write sent":
      return write({ ...withoutProtocol(row), status: "sent" });
    case "write unknown": {
      const noted = row.noted && !rules.wrong.has("doubt forgets its outcome");
      return write({ ...row, status: "unknown", ahead: false, noted });
    }
    case "pack retry":
      return one(go(packHold(state, mail), by, { next: "hold retry" }));
    case "hold retry": {
      if (!fresh) return one(end(state, by), ": lost");
      const after = putRow(state, mail, { ...withoutProtocol(row), status: "held" });
      return one(go(after, by, { next: "queue again", fresh: false }));
    }
    default:
      return one(end({ ...state, deliver: set(state.deliver, mail, true) }, by));
  }
}

/**
 * A claim without a written outcome: the provider is asked if it can be, in doubt once its lease is
 * over.
 */
function judge(state: State, by: By, { evidence }: Rules): State {
  const { plan } = state.workers[by];
  if (plan === "live") return end(state, by);
  if (evidence === "query") return go(state, by, { next: "ask mailer" });
  return plan === "over" ? go(state, by, { next: "write unknown" }) : end(state, by);
}
