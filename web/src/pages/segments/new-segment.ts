/** The place of a segment that is not saved yet: no id looks like it. */
export const NEW_SEGMENT = "_new";
