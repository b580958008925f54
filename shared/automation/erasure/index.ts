export { deleteContact, sweepErased } from "./erase-contact.ts";
export { forgetFanOut, startForgetting } from "./forget-in-wheel.ts";
