import type { Unit } from "#infra/aws/prices.ts";

export { PRICE_LIST, UNITS, type Unit, USD_PER_MILLION } from "#infra/aws/prices.ts";

/** The service that bills a unit. */
export const SERVICE: Record<Unit, string> = {
  wru: "DynamoDB",
  rru: "DynamoDB",
  sqs: "SQS",
  sns: "SNS",
  firehose: "Firehose",
  invocations: "Lambda",
  gbSeconds: "Lambda",
  http: "API Gateway",
  logBytes: "CloudWatch Logs",
  busEvents: "EventBridge bus (apart)",
};

/**
 * Our own events on the user's bus are priced apart: they are for the user's rules, not for the
 * mail.
 */
export const isApart = (unit: Unit) => unit === "busEvents";
