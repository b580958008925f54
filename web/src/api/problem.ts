export type Fault = { path: string; message: string };

/** A refused request, with the API's own sentence (RFC 9457) and the faults at their fields. */
export class Problem extends Error {
  readonly status: number;
  readonly faults: Fault[];
  constructor(status: number, detail: string, faults: Fault[] = []) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.faults = faults;
  }
}

/** Whether another saved meanwhile, or there is one where none was to be. */
export const isConflict = (error: unknown): boolean =>
  error instanceof Problem && error.status === 412;

/** The fault at a field (a JSON Pointer), if there is one. */
export const faultAt = (error: unknown, path: string): string | undefined =>
  error instanceof Problem ? error.faults.find((fault) => fault.path === path)?.message : undefined;
