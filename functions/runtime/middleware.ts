import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";

export type Log = (message: string, details: object) => void;

/** What every function has: structured logs under its name. */
export function withMiddleware(name: string) {
  const logger = new Logger({ serviceName: name });
  const log: Log = (message, details) => logger.error(message, { details });
  // No early timeout: the function's own limit applies.
  const base = <E, R>() =>
    middy<E, R>({ timeoutEarlyInMillis: 0 }).use(injectLambdaContext(logger, { resetKeys: true }));
  return { log, base };
}
