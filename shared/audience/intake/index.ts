/** Event intake from the API and from signed sources: names, clocks, ids, contacts. */
export { acceptEvents } from "./accept-events.ts";
export { dedupBatch, refuseReused } from "./dedup-batch.ts";
export { findContacts, type OnConflict } from "./find-contacts.ts";
export {
  ContactId,
  dataUpTo,
  EventData,
  IncomingInstant,
  IncomingName,
  MailAddress,
} from "./incoming-event.ts";
export { recordEvents } from "./record-events.ts";
export { listSubjects, subjectKey } from "./subjects.ts";
