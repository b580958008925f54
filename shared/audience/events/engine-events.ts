import {
  contactCreated,
  contactUpdated,
  dateReached,
  scheduleReached,
  segmentEntered,
  segmentLeft,
  sequenceEnrolled,
} from "#events/index.ts";

export const CONTACT_CREATED = contactCreated.name;
export const CONTACT_UPDATED = contactUpdated.name;
export const SEGMENT_ENTERED = segmentEntered.name;
export const SEGMENT_LEFT = segmentLeft.name;
export const DATE_REACHED = dateReached.name;
export const SCHEDULE_REACHED = scheduleReached.name;
export const ENROLLED = sequenceEnrolled.name;
