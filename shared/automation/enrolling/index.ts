/** Enrolling and removing contacts by hand: one, a list of ids, a CSV, or a segment. */
export { assertOpen } from "./assert-open.ts";
export { enrollContacts, enrollList } from "./enroll-many.ts";
export { enrollOne } from "./enroll-one.ts";
export { enrollJob } from "./enroll-segment.ts";
export { removeContacts } from "./remove-many.ts";
export { removeJob } from "./remove-segment.ts";
export { enrollSegment, removeSegment } from "./segment-jobs.ts";
