export * from "./count-store.ts";
export * from "./delete-segment.ts";
export * from "./enter-or-leave.ts";
export * from "./list-members.ts";
export * from "./member-store.ts";
export * from "./reevaluate.ts";
export * from "./save-segment.ts";
export {
  type EvaluatedSegment,
  findSegment,
  getSegment,
  getSegments,
  listSegments,
  loadSegments,
  type Segment,
} from "./segment-store.ts";
