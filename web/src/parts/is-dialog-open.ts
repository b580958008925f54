/** Whether a modal dialog is open: keys and Escape are its own then. */
export const isDialogOpen = (): boolean =>
  document.querySelector("[role=dialog][aria-modal=true], dialog[open]") !== null;
