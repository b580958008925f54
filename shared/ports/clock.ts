export interface Clock {
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds of a clock that never jumps, shared by all threads of the process. */
  monotonicMs: () => number;
}
