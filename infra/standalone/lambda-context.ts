import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";

/** What Lambda tells a function of its invocation. */
export const lambdaContext = (): Context => ({
  callbackWaitsForEmptyEventLoop: false,
  functionName: "embedded",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:embedded:000000000000:function:embedded",
  memoryLimitInMB: "512",
  awsRequestId: randomUUID(),
  logGroupName: "",
  logStreamName: "",
  getRemainingTimeInMillis: () => 60_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
});
