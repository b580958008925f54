/** Events of others, from the API and from signed sources alike: their names, clocks, ids and contacts. */
export { acceptEvents } from "./accept-events.ts";
export { findContacts, type OnConflict } from "./find-contacts.ts";
export { ID_REUSED } from "./guard-batch.ts";
export { ContactId, IncomingInstant, IncomingName, MailAddress } from "./incoming-event.ts";
export { listSubjects, subjectKey } from "./subjects.ts";
