import { useSyncExternalStore } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { Icon } from "./icon.tsx";
import classes from "./toast.module.css";

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
const dismiss = (id: number) => set(toasts.filter((toast) => toast.id !== id));

/** Says what was done, or that it failed; `undo` takes it back, `show` leads to it. */
export function toast(text: string, options: { isFault?: boolean } & Offers = {}): void {
  const { isFault = false, ...offers } = options;
  const id = nextId++;
  set([...toasts, { id, text, isFault, ...offers }].slice(-MOST));
  setTimeout(() => dismiss(id), SHOWN_MS);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const texts = useTexts(appTexts);
  return (
    <div className={classes.corner} role="status" aria-live="polite">
      {shown.map(({ id, text, isFault, undo, show }) => (
        <div key={id} className={classes.toast} data-fault={isFault || undefined}>
          <Icon name={isFault ? "warn" : "check"} />
          <span className={classes.text}>{text}</span>
          {[undo && { label: texts.actions.undo, go: undo }, show].map(
            (offer) =>
              offer && (
                <button
                  key={offer.label}
                  type="button"
                  onClick={() => {
                    offer.go();
                    dismiss(id);
                  }}
                >
                  {offer.label}
                </button>
              ),
          )}
          <button type="button" aria-label={texts.peek.close} onClick={() => dismiss(id)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
