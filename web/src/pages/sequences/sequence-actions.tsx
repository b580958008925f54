import { lazyPart } from "../../parts/lazy-part.ts";
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
export const SequenceVersions = lazyPart(
  () => import("./versions/versions.tsx"),
  "SequenceVersions",
);

/** The tab of the simulation. */
export const SequenceSimulation = lazyPart(
  () => import("./simulate/simulation.tsx"),
  "SequenceSimulation",
);

/** The tab of results: goal, holdout, experiments, and counts by step. */
export const SequenceResults = lazyPart(() => import("./results/results.tsx"), "SequenceResults");

/** The tab of backtests: the draft over the stored past. */
export const SequenceBacktest = lazyPart(
  () => import("./backtest/backtest.tsx"),
  "SequenceBacktest",
);
