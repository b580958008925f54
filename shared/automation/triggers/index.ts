export { nextRun } from "./cron.ts";
export { Enter, enterKindOf } from "./trigger-kinds.ts";
