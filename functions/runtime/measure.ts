import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRICS_NAMESPACE } from "./environment.ts";

/** Adds one to a metric. */
export type Count = (metric: string) => void;

/** One metric that several functions publish, for an alarm on all of them. */
export const STUCK_METRIC = { name: "Stuck", service: "mail" };

/** A function's metrics, and the middleware that publishes them. */
export function measure(name: string) {
  const namespace = process.env[METRICS_NAMESPACE] ?? "Dripstack";
  const metrics = new Metrics({ namespace, serviceName: name });
  const shared = new Metrics({ namespace, serviceName: STUCK_METRIC.service });
  const metricsOf = (metric: string) => (metric === STUCK_METRIC.name ? shared : metrics);
  // The library's own middleware warns about every invocation without metrics.
  const publish = () => {
    for (const some of [metrics, shared]) if (some.hasStoredMetrics()) some.publishStoredMetrics();
  };
  /** Runs `work` with a counter whose totals become metrics when it ends or throws. */
  const counting = async <R>(work: (count: Count) => Promise<R>): Promise<R> => {
    const counts = new Map<string, number>();
    try {
      return await work((metric) => void counts.set(metric, (counts.get(metric) ?? 0) + 1));
    } finally {
      for (const [metric, count] of counts) metricsOf(metric).addMetric(metric, "Count", count);
    }
  };
  return { metricsOf, counting, publishing: { after: publish, onError: publish } };
}
