import type { Step } from "#shared/automation/steps/index.ts";
import { type Check, type Finding, warning } from "./finding.ts";

/** A branch with a smaller share is probably a mistake. */
const LEAST_SHARE = 0.01;

/**
 * A split or an experiment without effect: all branches lead to the same step, or one gets hardly
 * any contacts.
 */
export const idleSplit: Check = ({ steps }) =>
  Object.entries(steps).flatMap(([name, step]) => {
    const { field, branches } = branchesOf(step);
    const targets = new Set(branches.map(({ next }) => next));
    if (branches.length > 1 && targets.size === 1) {
      const message = "all of them lead to the same step";
      return [
        warning("idle-split", `/steps/${name}/${field}`, message, "give them different steps"),
      ];
    }
    return rareBranches(`/steps/${name}/${field}`, branches);
  });

function rareBranches(path: string, branches: { weight?: number | undefined }[]): Finding[] {
  const total = branches.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return branches.flatMap(({ weight = 1 }, i) =>
    weight / total >= LEAST_SHARE
      ? []
      : [
          warning(
            "rare-way",
            `${path}/${i}/weight`,
            `only ${weight} in ${total} contacts come here`,
            "give each a weight of at least one in a hundred",
            { values: { weight, total } },
          ),
        ],
  );
}

function branchesOf(step: Step) {
  if (step.kind === "split") return { field: "ways", branches: step.ways };
  return { field: "variants", branches: step.kind === "experiment" ? step.variants : [] };
}
