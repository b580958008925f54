import { type Action, end, go } from "./change.ts";
import type { Rules } from "./rules.ts";
import { MAILS, type Pair, type State } from "./state.ts";

type By = 0 | 1;

/** Mails in an outbox that have no row: a repeated event hands them over again. */
const lostMails = ({ outbox, rows }: State) =>
  MAILS.filter((mail) => outbox[mail] && rows[mail].status === "none");

/**
 * React to the event (protocol, 2–3): one read of the person tells whether the run is decided
 * already.
 */
export function readForEvent(state: State, by: By, again: boolean, rules: Rules): State {
  const job = { job: "event", mail: 0, fresh: false, holds: false } as const;
  if (state.run === "none") {
    const next = rules.wrong.has("packs after the decision") ? "decide" : "write packs";
    return go(state, by, { ...job, next, plan: "new" });
  }
  const lost = again ? lostMails(state) : [];
  if (lost.length === 0) return end(state, by);
  return go(state, by, { ...job, next: "write packs", plan: lost.join("") });
}

/** Hand over: packs · decision · queue message. */
export function reactStep(state: State, by: By, rules: Rules): Action[] {
  const { next, plan } = state.workers[by];
  const one = (after: State, how = ""): Action[] => [{ name: `${next}${how}`, by, next: after }];
  const mails: readonly number[] = plan === "new" ? MAILS : [...plan].map(Number);
  const mark = (pair: Pair<boolean>): Pair<boolean> => [
    pair[0] || mails.includes(0),
    pair[1] || mails.includes(1),
  ];
  const isLate = rules.wrong.has("packs after the decision");
  switch (next) {
    case "write packs": {
      const looks = rules.wrong.has("no look-again pack") ? state.look : mark(state.look);
      const isDecided = plan !== "new" || isLate;
      return one(go({ ...state, look: looks }, by, { next: isDecided ? "queue mails" : "decide" }));
    }
    case "decide": {
      if (state.run !== "none") return one(end(state, by), ": lost");
      const decided: State = { ...state, run: "active", outbox: [true, true] };
      return one(go(decided, by, { next: isLate ? "write packs" : "queue mails" }));
    }
    default:
      return one(end({ ...state, deliver: mark(state.deliver) }, by));
  }
}
