/** Versions of a value that one can go back to and forth; a definition is some kilobytes. */
export type History<T> = { past: readonly T[]; present: T; future: readonly T[] };

const MOST = 200;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** A change; what was undone before it is gone. */
export const change = <T>({ past, present }: History<T>, next: T): History<T> => ({
  past: [...past, present].slice(-MOST),
  present: next,
  future: [],
});

/** A change that is undone together with the one before it: the next letter of the same word. */
export const amend = <T>({ past }: History<T>, next: T): History<T> => ({
  past,
  present: next,
  future: [],
});

export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const last = past.at(-1);
  if (last === undefined) return history;
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
}

export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history;
  const [next, ...rest] = future;
  if (next === undefined) return history;
  return { past: [...past, present], present: next, future: rest };
}
