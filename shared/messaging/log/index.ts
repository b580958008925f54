export { eraseFromLog, type LoggedMail, logMails } from "./log-store.ts";
export { readLog } from "./read-log.ts";
