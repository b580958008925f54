/** The consumer of the `work` queue: groups a batch by contact, plans and commits it, runs jobs. */
export { react } from "./react.ts";
