import { useSyncExternalStore } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import { Icon } from "./icon.tsx";
import classes from "./toast.module.css";
import { dismiss, hold, release, shownToasts, subscribe } from "./toasts.ts";

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, shownToasts);
  const texts = useTexts(appTexts);
  return (
    <div
      className={classes.corner}
      role="status"
      aria-live="polite"
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocus={hold}
      onBlur={release}
    >
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
