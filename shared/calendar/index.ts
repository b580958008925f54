export * from "./add-span.ts";
export { TimeOfDay, Weekday } from "./day.ts";
export * from "./instant-of-date.ts";
export * from "./local-iso.ts";
export * from "./next-local.ts";
export * from "./send-rules.ts";
export * from "./send-window.ts";
export * from "./span.ts";
export * from "./zone-of.ts";
