import type { Definition } from "#shared/automation/language/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { ForcedBranches } from "./force-branches.ts";
import type { AssumedReply } from "./occurrence.ts";

type Script = { choice: ForcedBranches; answers?: Record<string, AssumedReply[]> | undefined };
type Step = Definition["steps"][string];

/**
 * Checks that the definition has the branches that a script chooses, and that it, or an `older`
 * version that a run follows, makes the requests that the script answers.
 * @throws InvalidInput naming each choice and answer without effect
 */
export function assertScript(
  definition: Definition,
  { choice, answers = {} }: Script,
  older: Definition[] = [],
): void {
  const chosen = Object.entries(choice.steps ?? {}).flatMap(([name, branch]) =>
    faultAt(["choose", name], whyNoBranch(name, ownValue(definition.steps, name), branch)),
  );
  const answered = Object.keys(answers).flatMap((name) => {
    const steps = [definition, ...older].flatMap((one) => ownValue(one.steps, name) ?? []);
    return faultAt(["answers", name], whyNoRequest(name, steps));
  });
  const faults = [...chosen, ...answered];
  if (faults.length > 0) throw new InvalidInput("the simulation does not fit the sequence", faults);
}

/** Names in a script are free text, escaped as JSON Pointers require. */
const faultAt = (path: string[], message: string | undefined): Fault[] =>
  message === undefined
    ? []
    : [
        {
          path: path.map((part) => `/${part.replace(/~/g, "~0").replace(/\//g, "~1")}`).join(""),
          message,
        },
      ];

function whyNoBranch(
  name: string,
  step: Step | undefined,
  branch: string | number,
): string | undefined {
  if (!step) return `there is no step "${name}"`;
  if (step.kind === "split") {
    const count = step.ways.length;
    const number = Number(branch);
    if (Number.isInteger(number) && number >= 1 && number <= count) return undefined;
    return `this split has the ways 1 to ${count}`;
  }
  if (step.kind !== "experiment") return `"${name}" is no split and no experiment`;
  const names = step.variants.map((one) => one.name);
  if (names.some((one) => one === branch)) return undefined;
  return `the variants of this experiment are ${names.join(", ")}`;
}

function whyNoRequest(name: string, steps: Step[]): string | undefined {
  if (steps.length === 0) return `there is no step "${name}"`;
  const asks = (step: Step) =>
    step.kind === "webhook" || (step.kind === "notify" && step.url !== undefined);
  return steps.some(asks) ? undefined : `"${name}" makes no request`;
}
