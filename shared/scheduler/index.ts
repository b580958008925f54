export { dueMessages, enqueueNear } from "./enqueue-due.ts";
export * from "./group-by-delay.ts";
export * from "./pack.ts";
export { removeContacts } from "./remove-contacts.ts";
export { readReference } from "./saved-reference.ts";
export { schedule } from "./schedule.ts";
export { skipEmptySlots } from "./skip-empty-slots.ts";
export {
  pkStart,
  type Slot,
  slotAt,
  slotPk,
  slotStart,
  WHEELS,
  type Wheel,
} from "./slot.ts";
export * from "./start-wheels.ts";
export * from "./sweep.ts";
export {
  type PackPosition,
  positionWithin,
  readCursor,
  rewriteLatePacks,
  type SlotShard,
  writeCursor,
  writePacks,
} from "./wheel-store.ts";
