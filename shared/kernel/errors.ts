/** One fault in an input: where it is (`/events/3/name`) and what would be right. */
export type Fault = { path: string; message: string };

/** Every error that crosses a floor; each class is named by what the caller should do about it. */
export abstract class DripError extends Error {
  /** Written out in every class: what a bundler leaves of a class's own name says nothing in a log. */
  abstract override get name(): string;
}

/** The caller should mend its input: nothing was changed. */
export class InvalidInput extends DripError {
  get name() {
    return "InvalidInput";
  }
  readonly faults: Fault[];
  constructor(message: string, faults: Fault[] = []) {
    super(message);
    this.faults = faults;
  }
}

/** What was named does not exist. */
export class NotFound extends DripError {
  get name() {
    return "NotFound";
  }
}

/** Somebody else was first: load again, then decide again. */
export class Conflict extends DripError {
  get name() {
    return "Conflict";
  }
  /** What of the input does not fit what is there. */
  readonly faults: Fault[];
  constructor(message: string, faults: Fault[] = [], options?: ErrorOptions) {
    super(message, options);
    this.faults = faults;
  }
}

/**
 * A row that was written by another meanwhile. The message names its table alone: messages are
 * logged, and a row's key may hold an entry key or an id, which an erasure can not take from a log.
 */
export class RowConflict extends Conflict {
  /** The sort key of the row. */
  readonly sk: string;
  constructor({ table, sk }: { table: string; sk: string }) {
    super(`a row of ${table} is not as expected`);
    this.sk = sk;
  }
}

/** The caller may not do this: who it is is unknown, or known and not allowed. */
export class Denied extends DripError {
  get name() {
    return "Denied";
  }
  readonly known: boolean;
  constructor(message: string, known = true) {
    super(message);
    this.known = known;
  }
}

/** The caller should wait that many seconds. */
export class TooMany extends DripError {
  get name() {
    return "TooMany";
  }
  readonly retryAfterSeconds: number;
  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Something that we need does not answer now: the same call may succeed later. */
export class Unavailable extends DripError {
  get name() {
    return "Unavailable";
  }
}

/** Our own mistake: a state that the code holds to be impossible. */
export class Defect extends DripError {
  get name() {
    return "Defect";
  }
}
