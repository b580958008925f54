import type { Step } from "#shared/automation/steps/index.ts";
import { type Check, type Finding, warning } from "./finding.ts";

/** A way that gets fewer is more likely a slip than a plan. */
const LEAST_SHARE = 0.01;

/** The weights of a split or an experiment are no choice: all ways lead to the same, or one gets hardly anybody. */
export const idleSplit: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    const { field, ways } = waysOf(step);
    const ends = new Set(ways.map(({ next }) => next));
    if (ways.length > 1 && ends.size === 1) {
      const message = "all of them lead to the same step";
      return [
        warning("idle-split", `/steps/${name}/${field}`, message, "give them different steps"),
      ];
    }
    return rareWays(`/steps/${name}/${field}`, ways);
  });

function rareWays(path: string, ways: { weight?: number | undefined }[]): Finding[] {
  const total = ways.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return ways.flatMap(({ weight = 1 }, i) =>
    weight / total >= LEAST_SHARE
      ? []
      : [
          warning(
            "rare-way",
            `${path}/${i}/weight`,
            `only ${weight} in ${total} contacts come here`,
            "give each a weight of at least one in a hundred",
          ),
        ],
  );
}

function waysOf(step: Step) {
  if (step.kind === "split") return { field: "ways", ways: step.ways };
  return { field: "variants", ways: step.kind === "experiment" ? step.variants : [] };
}
