import { type Action, end, go, set } from "./change.ts";
import type { Rules } from "./rules.ts";
import type { State } from "./state.ts";

/** Call (protocol, 8), once: the provider takes the mail or not, and its answer arrives or not. */
export function callProvider(state: State, by: 0 | 1, rules: Rules): Action[] {
  const { mail } = state.workers[by];
  const row = state.rows[mail];
  const called: State = {
    ...state,
    rows: set(state.rows, mail, { ...row, called: Math.min(2, row.called + 1) }),
  };
  const count = Math.min(2, state.accepted[mail] + 1);
  const accepted: State = { ...called, accepted: set(state.accepted, mail, count) };
  const answers: Action[] = [
    { name: "call: accepted", by, mail, next: go(accepted, by, { next: "note acceptance" }) },
  ];
  const fault = (name: string, next: State) => answers.push({ name, by, mail, free: true, next });
  const lose = (after: State): State => {
    const lost = { ...after, lost: after.lost - 1, doubt: set(after.doubt, mail, true) };
    return rules.wrong.has("lost answer is called again") ? lost : end(lost, by);
  };
  if (state.lost > 0) {
    fault("call: accepted, answer lost", lose(accepted));
    fault("call: not accepted, answer lost", lose(called));
  }
  if (state.refusals > 0) {
    const refused = { ...called, refusals: called.refusals - 1 };
    const again = { next: "pack return", fresh: true, plan: "ahead" } as const;
    fault("call: refused for now", go(refused, by, again));
    fault("call: refused for good", go(refused, by, { next: "refuse" }));
  }
  return answers;
}
