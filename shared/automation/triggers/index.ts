export { nextRun } from "./cron.ts";
export { scheduleEvent } from "./schedule-event.ts";
export { Trigger, triggerKindOf } from "./trigger-kinds.ts";
