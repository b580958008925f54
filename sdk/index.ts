export type { ConditionOf } from "./sequences/condition.ts";
export type { DateText, NoFields, Vocabulary } from "./sequences/vocabulary.ts";
export { defineWorkspace, type SequenceOf } from "./sequences/workspace.ts";
