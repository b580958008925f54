export { deleteContact, sweepErased } from "./erase-contact.ts";
