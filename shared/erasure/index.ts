export { deleteContact, sweepErased } from "./erase-contact.ts";
export { beginForgetting, forgetInWheel } from "./forget-in-wheel.ts";
