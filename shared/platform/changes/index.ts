export { noteChanges, noteWatched } from "./note-changes.ts";
export { contactNote, readVersions } from "./note-store.ts";
export { contactIn, isTopic, type Note, notesOf } from "./topics.ts";
export { watch } from "./watch.ts";
