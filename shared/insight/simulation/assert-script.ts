import type { Definition } from "#shared/automation/language/index.ts";
import { type Fault, InvalidInput } from "#shared/kernel/errors.ts";
import { ownValue } from "#shared/kernel/own-value.ts";
import type { Choice } from "./choose-ways.ts";
import type { Reply } from "./occurrence.ts";

type Script = { choice: Choice; answers?: Record<string, Reply[]> | undefined };
type Step = Definition["steps"][string];

/**
 * Makes sure that the definition has the ways that a script chooses, and that a step of it, or of
 * an `older` version that the person may stand in, makes the requests that the script answers.
 * @throws InvalidInput naming each choice and answer that nothing would come of
 */
export function assertScript(
  definition: Definition,
  { choice, answers = {} }: Script,
  older: Definition[] = [],
): void {
  const chosen = Object.entries(choice.steps ?? {}).flatMap(([name, way]) =>
    faultAt(["choose", name], whyNoWay(name, ownValue(definition.steps, name), way)),
  );
  const answered = Object.keys(answers).flatMap((name) => {
    const steps = [definition, ...older].flatMap((one) => ownValue(one.steps, name) ?? []);
    return faultAt(["answers", name], whyNoRequest(name, steps));
  });
  const faults = [...chosen, ...answered];
  if (faults.length > 0) throw new InvalidInput("the simulation does not fit the sequence", faults);
}

/** Names of a script are any texts, escaped as a JSON Pointer asks. */
const faultAt = (path: string[], message: string | undefined): Fault[] =>
  message === undefined
    ? []
    : [
        {
          path: path.map((part) => `/${part.replace(/~/g, "~0").replace(/\//g, "~1")}`).join(""),
          message,
        },
      ];

function whyNoWay(name: string, step: Step | undefined, way: string | number): string | undefined {
  if (!step) return `there is no step "${name}"`;
  if (step.kind === "split") {
    const count = step.ways.length;
    const number = Number(way);
    if (Number.isInteger(number) && number >= 1 && number <= count) return undefined;
    return `this split has the ways 1 to ${count}`;
  }
  if (step.kind !== "experiment") return `"${name}" is no split and no experiment`;
  const names = step.variants.map((one) => one.name);
  if (names.some((one) => one === way)) return undefined;
  return `the variants of this experiment are ${names.join(", ")}`;
}

function whyNoRequest(name: string, steps: Step[]): string | undefined {
  if (steps.length === 0) return `there is no step "${name}"`;
  const asks = (step: Step) =>
    step.kind === "webhook" || (step.kind === "notify" && step.url !== undefined);
  return steps.some(asks) ? undefined : `"${name}" makes no request`;
}
