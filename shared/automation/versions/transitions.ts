import { Conflict } from "#shared/kernel/errors.ts";
import type { IdlePeriod, SequenceHead, SequenceState } from "./sequence-store.ts";

type Action = "publish" | "revert" | "pause" | "resume" | "archive" | "delete";

/** The states that each action may start from, and the one it leads to. */
const TRANSITIONS: Record<Action, { from: SequenceState[]; to: SequenceState | "gone" }> = {
  publish: { from: ["draft", "live", "paused", "archived"], to: "live" },
  revert: { from: ["live", "paused", "archived"], to: "live" },
  pause: { from: ["live", "paused"], to: "paused" },
  resume: { from: ["live", "paused", "archived"], to: "live" },
  archive: { from: ["live", "paused", "archived"], to: "archived" },
  delete: { from: ["draft"], to: "gone" },
};

/** Older periods explain nothing that is still kept. */
const MAX_RESTS = 20;

/** The head in another state, with the pause that this starts or ends. Pure. */
export function inState(head: SequenceHead, state: SequenceState, now: number): SequenceHead {
  const { rests = [] } = head;
  const last = rests.at(-1);
  const open = last?.until === undefined ? last : undefined;
  const next: SequenceHead = { ...head, state, updatedAt: now };
  if (open?.state === state || (!open && (state === "live" || state === "draft"))) return next;
  const ended: IdlePeriod[] = open ? [...rests.slice(0, -1), { ...open, until: now }] : rests;
  const started: IdlePeriod[] =
    state === "paused" || state === "archived" ? [{ state, from: now }] : [];
  return { ...next, rests: [...ended, ...started].slice(-MAX_RESTS) };
}

/** @throws Conflict that names the remedy */
export function assertAllowed(action: Action, state: SequenceState): void {
  if (TRANSITIONS[action].from.includes(state)) return;
  if (state === "draft") throw new Conflict("this sequence was never published: publish it first");
  const remedy =
    action !== "delete"
      ? "resume it first"
      : state === "archived"
        ? "it stays archived"
        : "archive it";
  throw new Conflict(`${action} is not possible for a sequence that is ${state}: ${remedy}`);
}
