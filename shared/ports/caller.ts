/** A POST to make for a step, as the function that makes it gets it. */
export type CallBody = object;

/** Hands requests to the function that makes them. */
export interface Caller {
  /**
   * May lose a request, and may make it twice: whoever asked asks again when no answer comes, and the receiver knows a
   * repetition by its id. Waits for no answer. @throws Unavailable when some may not have been handed over
   */
  call: (requests: CallBody[]) => Promise<void>;
}
