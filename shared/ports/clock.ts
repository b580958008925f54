export interface Clock {
  /** Epoch milliseconds; a developer may move this clock ahead. */
  now: () => number;
  /** Epoch milliseconds of the machine, never moved: for what lasts in real time. */
  realNow: () => number;
  /** Milliseconds of a clock that never jumps, shared by all threads of the process. */
  monotonicMs: () => number;
}
