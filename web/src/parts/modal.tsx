import { type ReactNode, useLayoutEffect, useRef } from "react";
import classes from "./modal.module.css";

type Props = { label: string; onClose: () => void; children: ReactNode };

/**
 * A modal by the browser's own `<dialog>`, which keeps the focus inside and gives it back: a tenth
 * of what `Dialog` loads. Escape and a press beside it close it.
 */
export function Modal({ label, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    // Before it leaves the page, so that the focus goes back.
    return () => shown.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it
    <dialog
      ref={dialog}
      className={classes.modal}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {children}
    </dialog>
  );
}
