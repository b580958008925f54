import type { Action } from "../change.ts";
import { keyOf } from "../key.ts";
import { actionsOf } from "../protocol.ts";
import type { Rules } from "../rules.ts";
import { initial, type State, type Step } from "../state.ts";

type Place = { state: State; action?: Action; before?: Place };

/** A step that is not reached within so many states is not reached by this kind of provider. */
const MAX_STATES = 2_500;

/**
 * A shortest way, without faults, to where a worker stands before `step`; none when there is no
 * short one.
 */
export function shortestPathTo(rules: Rules, step: Step): Action[] {
  const places: Place[] = [{ state: initial(rules) }];
  const known = new Set([keyOf(places[0]!.state)]);
  for (let i = 0; i < places.length && places.length < MAX_STATES; i++) {
    const before = places[i]!;
    if (before.state.workers.some(({ next }) => next === step)) return wayTo(before);
    for (const action of actionsOf(before.state, rules)) {
      if (/^crash|lost$/.test(action.name) || known.has(keyOf(action.next))) continue;
      known.add(keyOf(action.next));
      places.push({ state: action.next, action, before });
    }
  }
  return [];
}

const wayTo = ({ action, before }: Place): Action[] => (before ? [...wayTo(before), action!] : []);
