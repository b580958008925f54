import type { ScheduledEvent } from "aws-lambda";
import { measure } from "./measure.ts";
import { type Log, withMiddleware } from "./middleware.ts";

/**
 * A handler for a schedule. The numbers that it returns become metrics: durations (`…Ms`) always,
 * since a missing one shows that it did not run; counts when above zero.
 */
export function forSchedule(
  name: string,
  run: (notes: { log: Log }) => Promise<Record<string, number>>,
) {
  const { base, log } = withMiddleware(name);
  const { metricsOf, publishing } = measure(name);
  return base<ScheduledEvent, void>()
    .use(publishing)
    .handler(async () => {
      for (const [metric, value] of Object.entries(await run({ log }))) {
        const isDuration = metric.endsWith("Ms");
        if (isDuration || value > 0) {
          metricsOf(metric).addMetric(metric, isDuration ? "Milliseconds" : "Count", value);
        }
      }
    });
}
