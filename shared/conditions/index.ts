export { describeRule } from "./describe.ts";
export { Duration, type Span } from "./duration.ts";
export * from "./evaluate.ts";
export type { Facts, Happening } from "./facts.ts";
export * from "./reads.ts";
export type { Saw } from "./saw.ts";
export {
  type AttributeTest,
  Condition,
  type ConsentTest,
  EventName,
  type EventTest,
  type Rule,
  SegmentCondition,
  type SegmentTest,
} from "./schema.ts";
export { isSame, surely } from "./surely.ts";
export {
  byName,
  EntryWhere,
  type FieldTest,
  type FigureTest,
  ValueTest,
  Where,
} from "./value-schema.ts";
export * from "./why.ts";
