/** Events that Dripstack itself lets happen to a person, besides those about their mails. */
export const CONTACT_CREATED = "contact.created";
export const CONTACT_UPDATED = "contact.updated";
export const SEGMENT_ENTERED = "segment.entered";
export const SEGMENT_LEFT = "segment.left";
export const DATE_REACHED = "date.reached";
export const SCHEDULE_REACHED = "schedule.reached";
export const ENROLLED = "sequence.enrolled";

export const OWN_EVENTS_RULE =
  "names that start with message., contact., segment., date., schedule. or sequence. are ours";
const OWN = /^(message|contact|segment|date|schedule|sequence)\./;

/** Whether only Dripstack itself may let an event of that name happen. */
export const isOwnEvent = (name: string): boolean => OWN.test(name);
