/** What every editor says of a draft: undo, another's save meanwhile, leaving. */
export const texts = {
  undo: "Undo",
  redo: "Redo",
  conflict: {
    title: "Changed elsewhere meanwhile",
    about: "Another person or tab saved it. Nothing is overwritten until you choose.",
    theirs: "Load theirs",
    mine: "Keep mine, and save over theirs",
    hint: "Your version stays one undo away.",
    loaded: "Their version is loaded",
  },
  leave: {
    title: "Leave without saving?",
    consequence: "Your changes are not saved and would be lost.",
    action: "Leave",
  },
};
