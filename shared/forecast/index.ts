export { makeUp } from "./begin.ts";
export { type Choice, chooseWays } from "./choose-ways.ts";
export { MAIL_NEWS, type MailNews, type Occurrence, type Reply } from "./occurrence.ts";
export { MAX_ITEMS, MAX_YEARS, simulate } from "./simulate.ts";
export type { Given } from "./simulation.ts";
export * from "./timeline.ts";
