/** Suppressed addresses in the order of their suppression. */
export { type ListedSuppression, listedWrites, listSuppressed } from "./suppression-list-store.ts";
