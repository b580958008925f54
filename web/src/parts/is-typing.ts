/** Whether an element is one that takes typed text. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable=true], .cm-editor") !== null;
