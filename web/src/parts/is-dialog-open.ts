const DIALOGS = "[role=dialog][aria-modal=true], dialog[open]";
/** An open list of a field keeps Escape for itself. */
const KEEPS = "[data-mantine-stop-propagation=true]";

const dialogs = () => [...document.querySelectorAll(DIALOGS)];
let atKey: Element[] = [];
let isKept = false;
// Before any dialog hears the key: the one that Escape closes is gone when others hear it.
window.addEventListener(
  "keydown",
  (event) => {
    atKey = dialogs();
    isKept = event.target instanceof Element && event.target.matches(KEEPS);
    // What lies below a dialog that has to be answered must not close instead of it.
    if (event.key !== "Escape" || !document.querySelector("dialog[data-unavoidable]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

/** Whether a modal dialog is open. A peek is one only where it covers its list. */
export const isDialogOpen = (): boolean => dialogs().length > 0;

/**
 * Whether the key that is heard now is not `own`'s: it is that of the dialog on top, the last one,
 * or of an open list.
 */
export const isKeyOfDialog = (own?: Element | null): boolean =>
  isKept || (atKey.length > 0 && atKey.at(-1) !== own);
