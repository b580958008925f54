import type { Table } from "#shared/ports/table.ts";
import type { Action } from "../change.ts";
import type { Rules } from "../rules.ts";
import { initial, type State } from "../state.ts";
import { linesOf } from "../trace.ts";
import { observeModel, observeWorld } from "./observed-state.ts";
import { OUTSIDE } from "./outside.ts";
import { type Stage, setStage } from "./stage.ts";
import { isPassing } from "./walks.ts";
import { Untimely, Workers } from "./workers.ts";

/**
 * How a replay ended: as the model says, or not; or the trace asks for instants that real clocks do
 * not have.
 */
export type Replayed =
  | { kind: "same" }
  | { kind: "untimely" }
  | { kind: "differs"; report: string };

/** `after` sees the stage at the end; `tamper` may spoil the table, to see that it is noticed. */
type Options = {
  after?: (stage: Stage, hands: Workers) => Promise<void>;
  tamper?: (table: Table) => Table;
};

/**
 * Replays a trace on the real handlers: they make the port calls of its actions, in its order, and
 * after each action what is stored must be what the model says.
 */
export async function replay(
  rules: Rules,
  trace: Action[],
  { after, tamper }: Options = {},
): Promise<Replayed> {
  const stage = await setStage(rules.evidence, tamper);
  const hands = new Workers(stage, trace, rules);
  const attempts = [0, 0];
  let before: State = initial(rules);
  try {
    for (const [i, action] of trace.entries()) {
      const differs = (what: string): Replayed => ({
        kind: "differs",
        report: `${linesOf(trace.slice(0, i + 1))}\n--- here ---\n${what}`,
      });
      try {
        await act(stage, hands, before, action, i);
      } catch (error) {
        return error instanceof Untimely ? { kind: "untimely" } : differs(String(error));
      }
      // No two things happen at one instant; only the two who decide the same must name the same
      // mails.
      if (action.name === "decide") stage.clock.advance(5);
      if (action.name === "claim") attempts[action.mail!]! += 1;
      const wanted = observeModel(action.next, attempts);
      const found = await observeWorld(stage, hands.all);
      const off = Object.keys(wanted).filter((name) => wanted[name] !== found[name]);
      if (off.length > 0) {
        if (isOfTime(action, off, hands)) return { kind: "untimely" };
        return differs(
          off.map((name) => `${name}: ${found[name]}, model: ${wanted[name]}`).join("\n"),
        );
      }
      before = action.next;
    }
    await after?.(stage, hands);
    return { kind: "same" };
  } finally {
    stage.close();
  }
}

/**
 * Whether a difference comes of real instants: when a hold ends, or that a sleeper writes its packs
 * again.
 */
function isOfTime({ name, by }: Action, off: string[], hands: Workers): boolean {
  if (isPassing(name)) return true;
  return off.every((what) => what.endsWith("to come")) && by !== undefined && hands.slept.has(by);
}

async function act(stage: Stage, hands: Workers, before: State, action: Action, i: number) {
  const { name } = action;
  const outside = OUTSIDE[name];
  if (isPassing(name)) hands.sleep();
  if (outside) await outside(stage, action);
  else if (name.startsWith("takes")) await hands.take(before, action, i);
  else if (name.startsWith("crash")) hands.crash(before, action);
  else await hands.step(before, action, i);
}
