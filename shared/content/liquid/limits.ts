const KB = 1024;

/** Of each part that an author writes, in UTF-8. */
export const MAX_SOURCE_BYTES = 200 * KB;
/**
 * Of outputs and tags of Liquid in each part, and of `<` in the markup: a long mail has some
 * hundreds, and what is made of each takes its time.
 */
export const MAX_LIQUID = 2_000;
export const MAX_ELEMENTS = 10_000;
/** MJML grows about threefold; more than this is no mail. */
export const MAX_COMPILED_BYTES = 300 * KB;
export const MAX_LINKS = 200;
/** Enough for an author to work through; MJML can report one fault per line. */
export const MAX_FAULTS = 50;
export const MAX_WARNINGS = 20;

/** Of the HTML, and of the text, of one rendered mail, in UTF-8. */
export const MAX_OUTPUT_BYTES = 256 * KB;
export const MAX_SUBJECT_LENGTH = 500;
/** Of a tracked address: a redirect's headers may have 10 KB. */
export const MAX_LINK_LENGTH = 4 * KB;
/**
 * Of all tracked dynamic links of one mail together: they are stored with the message, whose usual
 * row is under 1 KB.
 */
export const MAX_DYNAMIC_LINK_BYTES = 16 * KB;
/**
 * Of notes about the links of one mail, and of the Liquid that each quotes: they are stored with
 * it, too.
 */
export const MAX_NOTES = 5;
export const MAX_NOTE_LENGTH = 60;
export const MAX_REASON_LENGTH = 200;

/** Of nodes rendered for one mail: the same on a slow and a fast machine. A large order needs 3,000. */
export const MAX_STEPS = 50_000;
/** Only for a single step that costs more than any step should; far above a pause of the machine. */
export const MAX_RENDER_MS = 1_000;
/** Of CPU time for a batch: fifty mails take a hundredth of it. Others wait meanwhile. */
export const MAX_CALL_MS = 1_000;
/**
 * Of a batch's CPU time for one template before it rests: far above the first mail of a large one.
 */
export const MAX_TEMPLATE_MS = 500;
/** Of characters and array elements that one part of a mail may make. */
export const MAX_ALLOCATIONS = 2_000_000;
/** Parsed templates kept in memory, at most twice as many; about 1 MB each at the most. */
export const MAX_PREPARED = 50;
