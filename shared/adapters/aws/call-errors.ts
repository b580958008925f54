import { Defect, DripError, Unavailable } from "#shared/kernel/errors.ts";

/** Errors of any AWS service to retry, though their status blames the caller. */
const THROTTLED = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "ThrottlingException",
  "Throttling",
  "ThrottlingError",
  "ThrottledException",
  "TooManyRequestsException",
  "TransactionConflictException",
  "TransactionInProgressException",
  "LimitExceededException",
  "ReplicatedWriteConflictException",
]);

type AwsError = Error & { $metadata?: { httpStatusCode?: number } };

/** The status of the service's response, if there was one. */
export const statusOf = (error: unknown): number | undefined =>
  (error as AwsError).$metadata?.httpStatusCode;

export const isThrottling = (error: unknown): boolean => THROTTLED.has((error as Error).name);

/**
 * Maps a failed call of `service` to our errors: `Unavailable` if the same call may succeed later.
 */
export function meaningOf(service: string, error: unknown): Error {
  if (error instanceof DripError) return error;
  const status = statusOf(error);
  const { name, message } = error as Error;
  const later = isThrottling(error) || status === undefined || status >= 500 || status === 429;
  if (later) return new Unavailable(`${service} does not answer: ${name}`, { cause: error });
  return new Defect(`${service} refused a call: ${name}: ${message}`, { cause: error });
}
