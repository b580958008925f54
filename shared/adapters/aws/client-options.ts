/** Connections within a region take milliseconds; slower ones are better retried. */
const CONNECT_MS = 1_000;
const MAX_ATTEMPTS = 3;

const repeated = (requestMs: number) => ({
  maxAttempts: MAX_ATTEMPTS,
  requestHandler: {
    connectionTimeout: CONNECT_MS,
    requestTimeout: requestMs,
    throwOnRequestTimeout: true,
  },
});

/** Options of SDK clients. The SDK repeats these calls, so never send mail through them. */
export const clientOptions = {
  /** DynamoDB answers in milliseconds, and whole invocations wait for it. */
  table: repeated(2_000),
  other: repeated(5_000),
};
