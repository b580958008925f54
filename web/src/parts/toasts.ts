/** What was done or failed, told for a while in the corner of each page. */

/** Buttons of a toast. */
type Offers = { undo?: () => void; show?: { label: string; go: () => void } };
type Toast = { id: number; text: string; isFault: boolean } & Offers;

/** Long enough to read and to reach Undo. */
const SHOWN_MS = 8_000;
const MOST = 3;

let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
export function dismiss(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  set(toasts.filter((toast) => toast.id !== id));
  // A button that is gone is left without an event.
  if (isHeld) release();
}

/** Says what was done, or that it failed; `undo` takes it back, `show` leads to it. */
export function toast(text: string, options: { isFault?: boolean } & Offers = {}): void {
  const { isFault = false, ...offers } = options;
  const id = nextId++;
  set([...toasts, { id, text, isFault, ...offers }].slice(-MOST));
  if (!isHeld) count(id);
}

/** They wait while one is pointed at or has the focus: what is read does not vanish. */
let isHeld = false;
const timers = new Map<number, ReturnType<typeof setTimeout>>();
function count(id: number): void {
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismiss(id), SHOWN_MS),
  );
}
export function hold(): void {
  isHeld = true;
  for (const timer of timers.values()) clearTimeout(timer);
}
export function release(): void {
  isHeld = false;
  for (const { id } of toasts) count(id);
}

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const shownToasts = (): readonly Toast[] => toasts;
