import { Conflict } from "#shared/kernel/errors.ts";
import type { Rest, SequenceHead, SequenceState } from "./sequence-store.ts";

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

/** What is explained by them is hardly older. */
const MAX_RESTS = 20;

/** The head in another state, with the stretch noted that this begins or ends; pure. */
export function inState(head: SequenceHead, state: SequenceState, now: number): SequenceHead {
  const { rests = [] } = head;
  const last = rests.at(-1);
  const open = last?.until === undefined ? last : undefined;
  const next: SequenceHead = { ...head, state, updatedAt: now };
  if (open?.state === state || (!open && (state === "live" || state === "draft"))) return next;
  const closed: Rest[] = open ? [...rests.slice(0, -1), { ...open, until: now }] : rests;
  const begun: Rest[] = state === "paused" || state === "archived" ? [{ state, from: now }] : [];
  return { ...next, rests: [...closed, ...begun].slice(-MAX_RESTS) };
}

/** @throws Conflict that says what to do instead */
export function assertMay(action: Action, state: SequenceState): void {
  if (TRANSITIONS[action].from.includes(state)) return;
  if (state === "draft") throw new Conflict("this sequence was never published: publish it first");
  const remedy = action === "delete" ? "archive it" : "resume it first";
  throw new Conflict(`${action} does not go with a sequence that is ${state}: ${remedy}`);
}
