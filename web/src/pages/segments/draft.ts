import { begin, change, type History, redo, undo } from "../../canvas/history.ts";
import { isSame } from "../../canvas/json.ts";

/** What is edited of a segment. */
export type Draft = { name: string; condition: unknown };
export type DraftHistory = History<Draft> & { changedAt: number };

/** What one types within so long is one step of undoing. */
const TOGETHER_MS = 800;

export const beginDraft = (draft: Draft): DraftHistory => ({ ...begin(draft), changedAt: 0 });

export function changeDraft(history: DraftHistory, next: Draft, now: number): DraftHistory {
  const isTogether = now - history.changedAt < TOGETHER_MS;
  return isTogether
    ? { ...history, present: next, future: [], changedAt: now }
    : { ...change(history, next), changedAt: now };
}

export const undoDraft = (history: DraftHistory): DraftHistory => ({
  ...undo(history),
  changedAt: 0,
});
export const redoDraft = (history: DraftHistory): DraftHistory => ({
  ...redo(history),
  changedAt: 0,
});

export const isChanged = (one: Draft, other: Draft): boolean =>
  one.name !== other.name || !isSame(one.condition, other.condition);
