export * from "./apply-change.ts";
export * from "./change-attributes.ts";
export * from "./contacts.ts";
export * from "./delete-contact-rows.ts";
export { readListenersOnce } from "./listeners.ts";
export * from "./put-contacts.ts";
