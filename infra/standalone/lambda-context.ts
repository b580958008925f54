import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";

/** The context of an invocation, as Lambda passes it. */
export const lambdaContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: "standalone",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:standalone:000000000000:function:standalone",
  memoryLimitInMB: "512",
  awsRequestId: randomUUID(),
  logGroupName: "",
  logStreamName: "",
  getRemainingTimeInMillis: () => 60_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});
