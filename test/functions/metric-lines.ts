import { afterEach, beforeEach, vi } from "vitest";

export type Call = (event: object, context: object) => Promise<unknown>;
type Line = Record<string, number | string> & {
  _aws: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][] }[] };
};

/** Gathers what handlers write in CloudWatch's embedded metric format, anew for each test. */
export function gatherMetrics() {
  let lines: Line[] = [];
  beforeEach(() => {
    lines = [];
    vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
    vi.stubEnv("POWERTOOLS_METRICS_NAMESPACE", "Dripstack-staging");
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      lines.push(JSON.parse(String(text)));
      return true;
    });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return { lines: () => lines, metrics: () => lines.map(({ _aws, ...rest }) => rest) };
}
