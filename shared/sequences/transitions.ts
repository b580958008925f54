import { Conflict } from "#shared/kernel/errors.ts";
import type { SequenceState } from "./sequence-store.ts";

type Action = "publish" | "revert" | "pause" | "resume" | "archive" | "delete";

/** From which states each action leads, and to which; only a draft that never was more goes for good. */
const TRANSITIONS: Record<Action, { from: SequenceState[]; to: SequenceState | "gone" }> = {
  publish: { from: ["draft", "live", "paused", "archived"], to: "live" },
  revert: { from: ["live", "paused", "archived"], to: "live" },
  pause: { from: ["live", "paused"], to: "paused" },
  resume: { from: ["live", "paused", "archived"], to: "live" },
  archive: { from: ["live", "paused", "archived"], to: "archived" },
  delete: { from: ["draft"], to: "gone" },
};

/** @throws Conflict that says what to do instead */
export function assertMay(action: Action, state: SequenceState): void {
  if (TRANSITIONS[action].from.includes(state)) return;
  if (state === "draft") throw new Conflict("this sequence was never published: publish it first");
  const remedy = action === "delete" ? "archive it" : "resume it first";
  throw new Conflict(`${action} does not go with a sequence that is ${state}: ${remedy}`);
}
