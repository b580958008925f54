/**
 * What happened to mails by UTC day, and how many are held or in doubt: for people, no decision
 * reads it.
 */
export { type Attention, readAttention } from "./attention-store.ts";
export { collectFigures, type OnWritten } from "./collect-figures.ts";
export {
  addDailyCounts,
  type DailyCounts,
  MAIL_COUNTS,
  type MailCount,
  readDailyCounts,
} from "./daily-count-store.ts";
