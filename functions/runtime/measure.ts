import { Metrics } from "@aws-lambda-powertools/metrics";
import { METRICS_NAMESPACE } from "./environment.ts";

/** Counts one of a figure's things, such as a mail that was sent. */
export type Count = (figure: string) => void;

/**
 * A figure of several functions, for an alarm that watches one metric; and the service that it is
 * published for.
 */
export const STUCK_METRIC = { figure: "Stuck", service: "mail" };

/** Metrics by the function's name, and the middleware that publishes them; each stack has a namespace of its own. */
export function measure(name: string) {
  const namespace = process.env[METRICS_NAMESPACE] ?? "Dripstack";
  const metrics = new Metrics({ namespace, serviceName: name });
  const shared = new Metrics({ namespace, serviceName: STUCK_METRIC.service });
  /** Where a figure is published: one of several functions for all of them. */
  const metricsOf = (figure: string) => (figure === STUCK_METRIC.figure ? shared : metrics);
  // Only what was measured: the library's own middleware warns of every call without a figure.
  const publish = () => {
    for (const some of [metrics, shared]) if (some.hasStoredMetrics()) some.publishStoredMetrics();
  };
  /** A count for one invocation: what it counted becomes figures when `work` ends, however it does. */
  const counting = async <R>(work: (count: Count) => Promise<R>): Promise<R> => {
    const counts = new Map<string, number>();
    try {
      return await work((figure) => void counts.set(figure, (counts.get(figure) ?? 0) + 1));
    } finally {
      for (const [figure, count] of counts) metricsOf(figure).addMetric(figure, "Count", count);
    }
  };
  return { metricsOf, counting, publishing: { after: publish, onError: publish } };
}
