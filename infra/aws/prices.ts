/** Metered usage, in AWS's billing units. */
export const UNITS = [
  "wru",
  "rru",
  "sqs",
  "sns",
  "firehose",
  "invocations",
  "gbSeconds",
  "http",
  "logBytes",
  "busEvents",
] as const;
export type Unit = (typeof UNITS)[number];

/** Printed beside every cost. */
export const PRICE_LIST = "us-east-1 on demand, list prices read 24 Nov 2026, no free tier";

/** Amazon SES pricing, à la carte; the Essentials plan, which new accounts begin with, is $160. */
export const SES_USD_PER_MILLION = 100;

const PER_GB_BYTES = 1_000_000_000;

/** US dollars per million of each unit; us-east-1, on demand, no free tier, read 24 Nov 2026. */
export const USD_PER_MILLION: Record<Unit, number> = {
  /**
   * Amazon DynamoDB pricing, on-demand capacity, standard table class (since 1 Nov 2024): 1 KB
   * written.
   */
  wru: 0.625,
  /** The same page: 4 KB read consistently; half of one when read eventually. */
  rru: 0.125,
  /** Amazon SQS pricing, standard queues: one request, each 64 KB of it being one. */
  sqs: 0.4,
  /**
   * Amazon SNS pricing, standard topics: one publish of 64 KB; handing it to SQS costs nothing
   * there.
   */
  sns: 0.5,
  /** Amazon Data Firehose pricing, Direct PUT: $0.029 a GB, a record being 5 KB at least. */
  firehose: 0.029 * 5.12,
  /** AWS Lambda pricing: one invocation. */
  invocations: 0.2,
  /** AWS Lambda pricing, arm64, the first tier: $0.0000133334 a GB-second, cold starts included. */
  gbSeconds: 13.3334,
  /** Amazon API Gateway pricing, HTTP APIs, the first 300 million: one request of 512 KB. */
  http: 1,
  /** Amazon CloudWatch pricing, logs collected: $0.50 a GB. */
  logBytes: (0.5 / PER_GB_BYTES) * 1_000_000,
  /** Amazon EventBridge pricing, custom events: one of 64 KB. */
  busEvents: 1,
};
