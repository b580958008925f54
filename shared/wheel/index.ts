export * from "./group-by-delay.ts";
export { readReference } from "./noted.ts";
export * from "./pack.ts";
export { passEmptySlots } from "./pass-empty-slots.ts";
export * from "./reference.ts";
export * from "./slot.ts";
export * from "./start-wheels.ts";
export * from "./sweep.ts";
export * from "./wheel-store.ts";
