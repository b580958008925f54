import type { Action } from "./change.ts";
import { INVARIANTS, isSettled } from "./invariants.ts";
import { keyOf } from "./key.ts";
import { Numbers } from "./numbers.ts";
import { actionsOf } from "./protocol.ts";
import { findTrap } from "./reach.ts";
import type { Rules } from "./rules.ts";
import { initial, type State } from "./state.ts";

/**
 * What an exploration found. `broken` names what does not hold, with the actions of a shortest way
 * there.
 */
export type Explored = {
  states: number;
  transitions: number;
  depth: number;
  ms: number;
  broken?: { what: string; trace: Action[] };
};

const CHECKS = Object.entries(INVARIANTS);

/**
 * Every reachable state, breadth first, judged by the invariants and by what stays within reach.
 */
export function explore(rules: Rules): Explored {
  const started = process.hrtime.bigint();
  const first = initial(rules);
  const numbers = new Map([[keyOf(first), 0]]);
  const keys = [keyOf(first)];
  const parents = new Numbers([-1]);
  const from = new Numbers();
  const to = new Numbers();
  const good: number[] = [];
  let level = [first];
  let number = 0;
  let transitions = 0;
  let depth = 0;
  const result = (what?: string, at = 0, last?: Action): Explored => {
    const ms = Number((process.hrtime.bigint() - started) / 1_000_000n);
    const found = { states: keys.length, transitions, depth, ms };
    if (what === undefined) return found;
    const trace = [...wayTo(at, parents, keys, first, rules), ...(last ? [last] : [])];
    return { ...found, broken: { what, trace } };
  };
  for (; level.length > 0; depth++) {
    const below: State[] = [];
    for (const state of level) {
      if (isSettled(state)) good.push(number);
      for (const action of actionsOf(state, rules)) {
        transitions += 1;
        for (const [what, holds] of CHECKS) {
          if (!holds(state, action)) return result(what, number, action);
        }
        const key = keyOf(action.next);
        let next = numbers.get(key);
        if (next === undefined) {
          next = keys.length;
          numbers.set(key, next);
          keys.push(key);
          parents.push(number);
          below.push(action.next);
        }
        if (action.free) continue;
        from.push(number);
        to.push(next);
      }
      number += 1;
    }
    level = below;
  }
  const trap = findTrap(keys.length, from, to, good);
  return trap === undefined ? result() : result("a good end stays within reach", trap);
}

/** The actions that lead to a state, with each worker called the same all the way. */
function wayTo(at: number, parents: Numbers, keys: string[], first: State, rules: Rules): Action[] {
  const way: number[] = [];
  for (let i = at; i > 0; i = parents.at(i)) way.unshift(i);
  let state = first;
  return way.map((i) => {
    const action = actionsOf(state, rules).find(({ next }) => keyOf(next) === keys[i])!;
    state = action.next;
    return action;
  });
}
