export { type ContactFilter, fitsFilter } from "./contact-filter.ts";
export { findContacts } from "./find-contacts.ts";
