/** One fault in an input: where it is (`/events/3/name`) and what would be right. */
export type Fault = { path: string; message: string };

/** Every error that crosses a floor; each class is named by what the caller should do about it. */
export abstract class DripError extends Error {
  override get name() {
    return this.constructor.name;
  }
}

/** The caller should mend its input: nothing was changed. */
export class InvalidInput extends DripError {
  readonly faults: Fault[];
  constructor(message: string, faults: Fault[] = []) {
    super(message);
    this.faults = faults;
  }
}

/** What was named does not exist. */
export class NotFound extends DripError {}

/** Somebody else was first: load again, then decide again. */
export class Conflict extends DripError {}

/** The caller may not do this: who it is is unknown, or known and not allowed. */
export class Denied extends DripError {
  readonly known: boolean;
  constructor(message: string, known = true) {
    super(message);
    this.known = known;
  }
}

/** The caller should wait that many seconds. */
export class TooMany extends DripError {
  readonly retryAfterSeconds: number;
  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Something that we need does not answer now: the same call may succeed later. */
export class Unavailable extends DripError {}

/** Our own mistake: a state that the code holds to be impossible. */
export class Defect extends DripError {}
