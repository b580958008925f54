import { callProvider } from "./call-provider.ts";
import { type Action, dropped, end, go, packHold, putRow, set, withoutProtocol } from "./change.ts";
import { mayMail } from "./may-mail.ts";
import type { Rules } from "./rules.ts";
import { giveBack, giveUp, refuse, settleAcceptance } from "./settle.ts";
import type { Mail, Row, State } from "./state.ts";

type By = 0 | 1;

/** Prepare (protocol, 5): one read of the person, and the verdict. */
export function prepare(state: State, by: By, mail: Mail, rules: Rules): State {
  const row = state.rows[mail];
  const isDecided = row.status === "none" && state.outbox[mail];
  const isReleased = row.status === "held" && !row.ahead && !row.out;
  if (!isDecided && !isReleased) return end(state, by);
  const job = { job: "deliver", mail, fresh: true, holds: false, plan: "" } as const;
  const verdict = mayMail(state, mail, rules);
  if (verdict === "hold") return go(state, by, { ...job, next: "pack hold" });
  if (verdict !== "send") return go(state, by, { ...job, next: "drop", plan: verdict });
  return go(state, by, { ...job, next: rules.wrong.has("check before claim") ? "check" : "claim" });
}

/** What a delivering worker does next. */
export function deliverStep(state: State, by: By, rules: Rules): Action[] {
  const { mail, next, fresh, plan } = state.workers[by];
  const row = state.rows[mail];
  const one = (after: State, how = ""): Action[] => [
    { name: `${next}${how}`, by, mail, next: after },
  ];
  /** A row that is written at the version that was read: of all who read it, one wins. */
  const write = (written: Row) =>
    fresh ? one(end(putRow(state, mail, written), by)) : one(end(state, by), ": lost");
  switch (next) {
    case "drop":
      return write(dropped(row, plan));
    case "pack hold":
      return one(go(packHold(state, mail), by, { next: "hold" }));
    case "hold": {
      const held: Row = { ...withoutProtocol(row), status: "held", ahead: true };
      // A cap holds for long; what is held for its turn is queued as well.
      if (!fresh || state.capped) return write(held);
      return one(go(putRow(state, mail, held), by, { next: "queue held", fresh: false }));
    }
    case "queue held":
      return one(end({ ...state, deliver: set(state.deliver, mail, true) }, by));
    case "claim": {
      const wins = fresh || rules.wrong.has("claim is not conditional");
      return wins ? one(claim(state, by, row, rules)) : one(end(state, by), ": lost");
    }
    case "check":
      return one(check(state, by, rules));
    case "call":
      return callProvider(state, by, rules);
    case "note acceptance":
      return one(end(settleAcceptance(state, by, rules), by));
    case "give up":
      return one(end(giveUp(state, by), by));
    case "refuse":
      return one(end(refuse(state, by), by));
    case "pack return":
      return one(go(packHold(state, mail), by, { next: "return" }));
    default:
      return one(end(giveBack(state, by), by));
  }
}

/** Claim (protocol, 6). */
function claim(state: State, by: By, row: Row, rules: Rules): State {
  const { mail } = state.workers[by];
  const claimed = putRow(
    state,
    mail,
    { ...withoutProtocol(row), status: "sending", ahead: true },
    by,
  );
  return go(claimed, by, { next: rules.wrong.has("check before claim") ? "call" : "check" });
}

/**
 * Last check (protocol, 7): one consistent read; its answer is the instant at which the send
 * begins.
 */
function check(state: State, by: By, rules: Rules): State {
  const { mail, holds } = state.workers[by];
  const row = state.rows[mail];
  const isEarly = rules.wrong.has("check before claim");
  if (!isEarly && !rules.wrong.has("check ignores lease and token")) {
    if (!holds || row.out) return end(state, by);
    const isOld = row.status !== "sending" || !row.ahead;
    if (isOld) return go(state, by, { next: "pack return", fresh: true, plan: "due" });
  }
  const verdict = mayMail(state, mail, rules);
  if (verdict === "send") return go(state, by, { next: isEarly ? "claim" : "call" });
  if (!holds) return end(state, by);
  const again = { next: "pack return", fresh: true, plan: "ahead" } as const;
  if (verdict === "hold") return go(state, by, again);
  return go(state, by, { next: "give up", plan: verdict });
}
