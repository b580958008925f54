import { DripError } from "#shared/kernel/errors.ts";

/**
 * What a log may hold of an error. Our own errors never repeat an input; others (a parser's) may, so
 * only their kind is logged.
 */
export const describeError = (error: unknown): string => {
  if (error instanceof DripError) return `${error.name}: ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
};
