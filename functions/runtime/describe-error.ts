import { DripError } from "#shared/kernel/errors.ts";

/**
 * What may be logged of an error. Our own errors never repeat input; others may, so only their name
 * is logged.
 */
export const describeError = (error: unknown): string => {
  if (error instanceof DripError) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
};
