import { lazy } from "react";
import type { View } from "./views.ts";

/** The views that have a tab; each loads when it is shown. */
export const SHOWN_VIEWS: readonly View[] = [
  "canvas",
  "code",
  "simulate",
  "versions",
  "results",
  "backtest",
];

export { SequencePublish as SequenceActions } from "./publish/sequence-publish.tsx";

/** The tab of versions: what was published when, and any two beside each other. */
export const SequenceVersions = lazy(async () => {
  const { SequenceVersions: view } = await import("./versions/versions.tsx");
  return { default: view };
});

/** The tab of the simulation. */
export const SequenceSimulation = lazy(async () => {
  const { SequenceSimulation: view } = await import("./simulate/simulation.tsx");
  return { default: view };
});

/** The tab of results: goal, holdout, experiments, and counts by step. */
export const SequenceResults = lazy(async () => {
  const { SequenceResults: view } = await import("./results/results.tsx");
  return { default: view };
});

/** The tab of backtests: the draft over the stored past. */
export const SequenceBacktest = lazy(async () => {
  const { SequenceBacktest: view } = await import("./backtest/backtest.tsx");
  return { default: view };
});
