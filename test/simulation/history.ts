import type { Options, Result } from "./simulate.ts";

process.env.POWERTOOLS_LOG_LEVEL = "SILENT";
process.env.POWERTOOLS_METRICS_DISABLED = "true";

/**
 * `simulate` in a process that is silent about everything else: the environment is read when it is
 * loaded.
 */
export async function tell(options: Options): Promise<Result> {
  const { simulate } = await import("./simulate.ts");
  return simulate(options);
}

export const isFaulty = (result: Result): boolean =>
  result.duplicates + result.lost + result.afterSuppression + result.unknownUnjustified > 0 ||
  result.unknown > result.doubtfulFaults;

/** The figures of several histories added up. */
export function add(total: Omit<Result, "findings" | "fired">, one: typeof total): typeof total {
  const sum = { ...total };
  for (const name of Object.keys(sum) as (keyof typeof sum)[]) {
    if (name !== "seed") sum[name] = total[name] + one[name];
  }
  return sum;
}
