import { Random } from "#test/simulation/random.ts";
import type { Action } from "../change.ts";
import { isSettled } from "../invariants.ts";
import { actionsOf } from "../protocol.ts";
import type { Rules } from "../rules.ts";
import { initial, type State, type Step } from "../state.ts";
import { PORT_CALL_OF } from "./port-calls.ts";
import { shortestPathTo } from "./shortest-path.ts";

const MAX_STEPS = 40;
/**
 * What leases, holds and looks leave room for between the decision and the first look's own
 * instant.
 */
const MAX_MINUTES = 3;
const MAX_LEASES = 2;
/** Looks at one mail: the series ends after nine, which the model does not know. */
const MAX_LOOKS = 7;

/** What an action does, whichever worker does it. */
export const labelOf = ({ name, mail }: Action) =>
  mail === undefined ? name : `${name} (mail ${mail + 1})`;

/** The steps before which walks crash. */
export const STEPS = (Object.keys(PORT_CALL_OF) as Step[]).filter((step) => step !== "nothing");

export const isPassing = (name: string) => /minutes? pass/.test(name);

/**
 * Random ways through the model, each drawn towards what none before it did; their crashes come
 * before each of the steps in turn, the first time as soon as may be. One seed gives the same ways.
 */
export function drawWalks(rules: Rules, count: number, seed: number): Action[][] {
  const random = new Random(seed);
  const done = new Map<string, number>();
  return Array.from({ length: count }, (_, i) => {
    // An end from outside leaves little to happen: two of three go without.
    const some = { ...rules, stops: rules.stops && i % 3 === 0 };
    const step = STEPS[i % STEPS.length]!;
    const lead = i < STEPS.length ? shortestPathTo(rules, step) : [];
    const walk = drawWalk(some, step, lead, random, done);
    for (const label of new Set(walk.map(labelOf))) done.set(label, (done.get(label) ?? 0) + 1);
    return walk;
  });
}

function drawWalk(
  rules: Rules,
  crashAt: Step,
  lead: Action[],
  random: Random,
  done: Map<string, number>,
): Action[] {
  const walk = [...lead];
  const isCrash = ({ name }: Action) => name.startsWith(`crash before ${crashAt}`);
  let state = lead.at(-1)?.next ?? initial(rules);
  while (walk.length < MAX_STEPS && !(isSettled(state) && random.chance(0.3))) {
    const actions = actionsOf(state, rules).filter(
      (action) =>
        isTimely(action, state, walk) && (!action.name.startsWith("crash") || isCrash(action)),
    );
    if (actions.length === 0) break;
    const isNow = walk.length === lead.length || random.chance(0.7);
    const crashes = isNow ? actions.filter(isCrash) : [];
    const action = pick(crashes.length > 0 ? crashes : actions, random, done);
    walk.push(action);
    state = action.next;
  }
  return walk;
}

/** Whether real clocks leave room for it: the model knows no instants. */
function isTimely(action: Action, { workers }: State, walk: Action[]): boolean {
  const label = labelOf(action);
  const times = walk.filter((one) => labelOf(one) === label).length;
  if (action.name === "takes look") return times < MAX_LOOKS;
  if (!isPassing(action.name)) return true;
  // A worker about to hold a mail has computed the end of the hold.
  const isHolding = workers.some(
    ({ next, plan }) => next === "pack hold" || next === "hold" || plan === "ahead",
  );
  return !isHolding && times < (action.name === "a minute passes" ? MAX_MINUTES : MAX_LEASES);
}

/**
 * The rarest so far now and then, else any; faults and stops come seldom, and looks less often than
 * they might.
 */
function pick(actions: Action[], random: Random, done: Map<string, number>): Action {
  const times = actions.map((action) => done.get(labelOf(action)) ?? 0);
  const least = Math.min(...times);
  const rare = actions.filter((_, i) => times[i] === least);
  if (least < 3 && random.chance(0.5)) return rare[random.below(rare.length)]!;
  const usual = actions.filter(({ free }) => !free);
  const steps = usual.filter(({ name }) => name !== "takes look");
  const choices = [steps, steps, steps, usual, actions].filter((some) => some.length > 0);
  const some = choices[random.below(choices.length)]!;
  return some[random.below(some.length)]!;
}
