import { isSame } from "../../canvas/json.ts";

/** What is edited of a segment. */
export type SegmentDraft = { name: string; condition: unknown };

export const isSameSegment = (one: SegmentDraft, other: SegmentDraft): boolean =>
  one.name === other.name && isSame(one.condition, other.condition);
