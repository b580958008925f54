export { eraseFromLog, type LoggedMail, logMails } from "./log-store.ts";
export { type LogPlace, type MessageFilter, readLog } from "./read-log.ts";
