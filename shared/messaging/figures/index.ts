/**
 * What happened to mails by UTC day, and how many are held or in doubt: for people, no decision
 * reads it.
 */
export { readAttention } from "./attention-store.ts";
export { collectFigures, type OnWritten } from "./collect-figures.ts";
export { addDailyCounts, readDailyCounts } from "./daily-count-store.ts";
