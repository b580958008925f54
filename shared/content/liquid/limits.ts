const KB = 1024;

/** Of each source part, in UTF-8. */
export const MAX_SOURCE_BYTES = 200 * KB;
/** Outputs and tags of Liquid per part, and `<` in the markup: a long mail has some hundreds. */
export const MAX_LIQUID = 2_000;
export const MAX_ELEMENTS = 10_000;
/** MJML grows about threefold. */
export const MAX_COMPILED_BYTES = 300 * KB;
export const MAX_LINKS = 200;
/** Enough for an author; MJML can report a fault per line. */
export const MAX_FAULTS = 50;
export const MAX_WARNINGS = 20;

/** Of the HTML, and of the text, of one rendered mail, in UTF-8. */
export const MAX_OUTPUT_BYTES = 256 * KB;
export const MAX_SUBJECT_LENGTH = 500;
/** Of a tracked address: a redirect's headers may have 10 KB. */
export const MAX_LINK_LENGTH = 4 * KB;
/**
 * Of all tracked dynamic links of a mail: they are stored in the message's row, usually under 1 KB.
 */
export const MAX_DYNAMIC_LINK_BYTES = 16 * KB;
/** Of warnings about a mail's links, and of the Liquid that each quotes: stored with it, too. */
export const MAX_NOTES = 5;
export const MAX_NOTE_LENGTH = 60;
export const MAX_REASON_LENGTH = 200;

/** Of nodes rendered for one mail, on any machine. A large order needs 3,000. */
export const MAX_STEPS = 50_000;
/** For a single excessive step; far above a pause of the machine. */
export const MAX_RENDER_MS = 1_000;
/** Of CPU time for a batch: fifty mails take a hundredth of it. */
export const MAX_CALL_MS = 1_000;
/** Of a batch's CPU time for one template before it rests: far above a large one's first mail. */
export const MAX_TEMPLATE_MS = 500;
/** Of characters and array elements that one part may allocate. */
export const MAX_ALLOCATIONS = 2_000_000;
/** Parsed templates in memory, at most twice as many, about 1 MB each at most. */
export const MAX_PREPARED = 50;
