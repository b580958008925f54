export { type ContactFilter, fitsFilter } from "./contact-filter.ts";
export { type DirectoryPlace, findContacts } from "./find-contacts.ts";
