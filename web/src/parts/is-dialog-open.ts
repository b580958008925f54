const DIALOGS = "[role=dialog][aria-modal=true], dialog[open]";

const dialogs = () => [...document.querySelectorAll(DIALOGS)];
let atKey: Element[] = [];
// Before any dialog hears the key: the one that Escape closes is gone when others hear it.
window.addEventListener(
  "keydown",
  (event) => {
    atKey = dialogs();
    // What lies below a dialog that has to be answered must not close instead of it.
    if (event.key !== "Escape" || !document.querySelector("dialog[data-unavoidable]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

/** Whether a modal dialog is open. A peek is one only where it covers its list. */
export const isDialogOpen = (): boolean => dialogs().length > 0;

/** Whether the key that is heard now is a dialog's, other than `own`. */
export const isKeyOfDialog = (own?: Element | null): boolean =>
  atKey.some((dialog) => dialog !== own);
