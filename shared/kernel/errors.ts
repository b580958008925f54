/** A fault in an input: its JSON pointer (`/events/3/name`) and what would be right. */
export type Fault = { path: string; message: string };

/** Base of all errors between modules; each class is named by what the caller should do. */
export abstract class DripError extends Error {
  /** Written out in every class: bundlers mangle class names, which logs show. */
  abstract override get name(): string;
}

/** The caller should correct its input: nothing was changed. */
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

/** Another writer was first: load and decide again. */
export class Conflict extends DripError {
  get name() {
    return "Conflict";
  }
  /** The parts of the input that conflict with the stored state. */
  readonly faults: Fault[];
  constructor(message: string, faults: Fault[] = [], options?: ErrorOptions) {
    super(message, options);
    this.faults = faults;
  }
}

/**
 * A row was written by another writer. The message names only its table: it is logged, and the
 * row's key may hold an entry key or id, which an erasure cannot remove from logs.
 */
export class RowConflict extends Conflict {
  /** The sort key of the row. */
  readonly sk: string;
  constructor({ table, sk }: { table: string; sk: string }) {
    super(`a row of ${table} is not as expected`);
    this.sk = sk;
  }
}

/** The caller is unauthenticated, or authenticated and not allowed. */
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

/** A dependency does not respond: the same call may succeed later. */
export class Unavailable extends DripError {
  get name() {
    return "Unavailable";
  }
}

/** A bug of ours: a state assumed to be impossible. */
export class Defect extends DripError {
  get name() {
    return "Defect";
  }
}
