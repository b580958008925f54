/** Event intake from the API and from signed sources: names, clocks, ids, contacts. */
export { acceptEvents } from "./accept-events.ts";
export { ID_REUSED } from "./dedup-batch.ts";
export { findContacts, type OnConflict } from "./find-contacts.ts";
export { ContactId, IncomingInstant, IncomingName, MailAddress } from "./incoming-event.ts";
export { recordEvents } from "./record-events.ts";
export { listSubjects, subjectKey } from "./subjects.ts";
