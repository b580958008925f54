export { deleteContact, sweepErased } from "./erase-contact.ts";
export { beginForgetting, forgetFanOut } from "./forget-in-wheel.ts";
