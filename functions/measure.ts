import { Metrics } from "@aws-lambda-powertools/metrics";

/** Metrics by the function's name, and the middleware that publishes them. */
export function measure(name: string) {
  const metrics = new Metrics({ namespace: "Dripstack", serviceName: name });
  // Only what was measured: the library's own middleware warns of every call without a figure.
  const publish = () => {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  };
  return { metrics, publishing: { after: publish, onError: publish } };
}
