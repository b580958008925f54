export { deleteContact, sweepErased } from "./erase-contact.ts";
export { wasErased } from "./erased-store.ts";
export { forgetFanOut, startForgetting } from "./forget-in-wheel.ts";
