import { type Action, set } from "./change.ts";
import { deliverStep, prepare } from "./deliver.ts";
import { crashActions, isHeldAhead, outsideActions, timeActions } from "./environment.ts";
import { reactStep, readForEvent } from "./react.ts";
import { reconcileStep, takeReconcile } from "./reconcile.ts";
import type { Rules } from "./rules.ts";
import { MAILS, type State } from "./state.ts";

/**
 * The delivery protocol (docs/design.md, Delivery protocol), of two workers and two mails of one
 * run: everything that can happen next. A worker's step is one port call of the real code; what it
 * does without a port belongs to the step before.
 */
export function actionsOf(state: State, rules: Rules): Action[] {
  return [
    ...([0, 1] as const).flatMap((by) => stepsOf(state, by, rules)),
    ...timeActions(state),
    ...crashActions(state),
    ...outsideActions(state, rules),
  ];
}

function stepsOf(state: State, by: 0 | 1, rules: Rules): Action[] {
  switch (state.workers[by].job) {
    case "event":
      return reactStep(state, by, rules);
    case "deliver":
      return deliverStep(state, by, rules);
    case "look":
      return reconcileStep(state, by, rules);
    default:
      // Idle workers are alike: one of them takes what there is.
      return by === 1 && state.workers[0].job === "idle" ? [] : takes(state, by, rules);
  }
}

/**
 * A job is taken and its person read. The event may come twice; a mail does anyway, for each look
 * at one that is not claimed hands it over once more.
 */
function takes(state: State, by: 0 | 1, rules: Rules): Action[] {
  const actions: Action[] = [];
  if (state.event !== "gone") {
    const again = state.event === "again";
    const taken = readForEvent({ ...state, event: "gone" }, by, again, rules);
    const doubled = { ...taken, event: "again" } as const;
    actions.push({ name: "takes event", by, next: taken });
    if (!again) actions.push({ name: "takes event, doubled", by, free: true, next: doubled });
  }
  for (const mail of MAILS) {
    // What was put on the wheel for a hold comes after it; what came before would find nothing to
    // do.
    if (isHeldAhead(state, mail)) continue;
    if (state.deliver[mail]) {
      const taken = { ...state, deliver: set(state.deliver, mail, false) };
      actions.push({ by, mail, name: "takes mail", next: prepare(taken, by, mail, rules) });
    }
    if (state.look[mail] && !isBeingDecided(state)) {
      const handed = { ...state, look: set(state.look, mail, false) };
      actions.push({ by, mail, name: "takes look", next: takeReconcile(handed, by, mail, rules) });
    }
  }
  return actions;
}

/**
 * A look comes 15 minutes after its pack was written: by then that writer has decided, or it is
 * dead.
 */
const isBeingDecided = ({ workers }: State) => workers.some(({ next }) => next === "decide");
