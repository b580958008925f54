import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { ITableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Deliveries } from "./deliveries.ts";
import type { Http } from "./http.ts";
import { ownMetric } from "./metrics.ts";
import { SES_USD_PER_MILLION, USD_PER_MILLION } from "./prices.ts";
import type { Tables } from "./tables.ts";
import type { Worker } from "./worker.ts";

const DAY = { period: Duration.days(1), statistic: "Sum" };

type Parts = {
  workers: readonly Worker[];
  tables: Tables;
  http: Http;
  deliveries: Deliveries;
};

export const COST_NOTE = [
  "**What it costs, a day** (list prices of us-east-1, no free tier; SES à la carte at $0.10 a thousand mails, the Essentials",
  "plan is $0.16). SQS, SNS, logs and what is stored are not in it: no metric counts them as they are billed. In all they are",
  "about a seventh of what stands here beside SES.",
].join(" ");

/** The parts of the bill that metrics show, in dollars a day. */
export function costsIn(
  scope: Construct,
  { workers, tables, http, deliveries }: Parts,
): MathExpression[] {
  // Key reads are part of the price of a request; keys are rarely written.
  const { keys: _keys, ...others } = tables.byName;
  const all = Object.values(others);
  // HTTP requests are priced on their own; the tick costs $0.0003 a day, and a page has fifty
  // metrics.
  const queued = workers.filter(({ manifest }) =>
    manifest.sources.every(({ kind }) => kind !== "http" && kind !== "schedule"),
  );
  const bySize = Map.groupBy(workers, ({ manifest }) => manifest.memoryMb);
  return [
    priced("ses", "SES", [ownMetric(scope, "deliver", "Sent").with(DAY)], SES_USD_PER_MILLION),
    priced("wru", "DynamoDB writes", all.map(written), USD_PER_MILLION.wru),
    priced("rru", "DynamoDB reads", all.map(read), USD_PER_MILLION.rru),
    ...[...bySize].map(([memoryMb, some]) =>
      priced(
        `ms${memoryMb}mb`,
        `Lambda, ${memoryMb} MB`,
        some.map(({ lambda }) => lambda.metricDuration(DAY)),
        // Durations are in milliseconds.
        USD_PER_MILLION.gbSeconds * (memoryMb / 1024 / 1000),
      ),
    ),
    priced(
      "calls",
      "Lambda, calls",
      queued.map(({ lambda }) => lambda.metricInvocations(DAY)),
      USD_PER_MILLION.invocations,
    ),
    priced("http", "Requests, a call and a key each", [http.requests.with(DAY)], PER_REQUEST),
    priced("hose", "Firehose", [deliveries.records.with(DAY)], USD_PER_MILLION.firehose),
  ];
}

const PER_REQUEST = USD_PER_MILLION.http + USD_PER_MILLION.invocations + USD_PER_MILLION.rru;
const written = (table: ITableV2) => table.metricConsumedWriteCapacityUnits(DAY);
const read = (table: ITableV2) => table.metricConsumedReadCapacityUnits(DAY);

/** FILL: a metric without data must not blank the whole line. */
function priced(
  id: string,
  label: string,
  metrics: IMetric[],
  usdPerMillion: number,
): MathExpression {
  return new MathExpression({
    label,
    expression: `SUM(FILL(METRICS("${id}"), 0)) * ${usdPerMillion} / 1000000`,
    usingMetrics: Object.fromEntries(metrics.map((metric, i) => [`${id}${i}`, metric])),
    period: DAY.period,
  });
}
