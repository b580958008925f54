export { nextRun } from "./cron.ts";
export { Trigger, triggerKindOf } from "./trigger-kinds.ts";
