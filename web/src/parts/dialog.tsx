import { type ReactNode, useRef } from "react";
import { appTexts } from "../app/texts.ts";
import { useTexts } from "../text/catalogue.ts";
import classes from "./dialog.module.css";
import { Icon } from "./icon.tsx";
import { useCover } from "./use-cover.ts";

type Props = {
  title: string;
  onClose: () => void;
  size?: "md" | "lg" | "xl";
  /** Without a head, for what begins with a field: the title is its name alone. */
  isBare?: boolean;
  /** A press beside it does not close it: what it shows is shown once. */
  isKept?: boolean;
  children: ReactNode;
};

/**
 * A modal dialog: nothing else can be reached, and Escape or a press beside it closes it. Plain
 * elements: the palette opens by a key, before any page needs components.
 */
export function Dialog(props: Props) {
  const { title, onClose, size = "md", isBare = false, isKept = false, children } = props;
  const texts = useTexts(appTexts);
  const box = useRef<HTMLDivElement>(null);
  const role = useCover(box, "all", onClose);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is the key for it
    <div
      className={classes.ground}
      onMouseDown={({ target, currentTarget }) => target === currentTarget && !isKept && onClose()}
    >
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is a dialog's */}
      <div ref={box} className={classes.box} data-size={size} aria-label={title} {...role}>
        {!isBare && (
          <header className={classes.head}>
            <h2>{title}</h2>
            <button type="button" aria-label={texts.peek.close} data-focus-else onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
        )}
        {/* What is longer than the window scrolls; a field or button in it is reached anyway. */}
        <div className={isBare ? classes.bare : classes.body}>{children}</div>
      </div>
    </div>
  );
}
