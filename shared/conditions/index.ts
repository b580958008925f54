export { Duration } from "./duration.ts";
export * from "./evaluate.ts";
export type { Facts, Happening } from "./facts.ts";
export * from "./reads.ts";
export type { Saw } from "./saw.ts";
export { Condition, EventName } from "./schema.ts";
export { isSame, surely } from "./surely.ts";
export { ValueTest, Where } from "./value-schema.ts";
export * from "./why.ts";
