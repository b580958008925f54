import { DripError } from "#shared/kernel/errors.ts";

/** A request rejected at the HTTP level, with its status. */
export class HttpError extends DripError {
  get name() {
    return "Refused";
  }
  readonly status: 400 | 405 | 408 | 412 | 413 | 415 | 417 | 431;
  readonly headers: Record<string, string>;
  constructor(status: HttpError["status"], message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}
