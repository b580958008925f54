import * as z from "zod/mini";
import type { Fault } from "#shared/kernel/errors.ts";
import type { Definition } from "./definition.ts";
import { StepName } from "./names.ts";

/** What becomes of those who follow an earlier version and stand on one of its steps when the next is published. */
export const Choice = z.lazy(() =>
  z.strictObject({
    version: z.int().check(z.gte(1)),
    step: StepName,
    do: z.enum(["finish", "move", "exit"]),
    /** Where `move` leads; the step of the same name where it is left out. */
    to: z.optional(StepName),
  }),
);
export type Choice = z.infer<typeof Choice>;

/** As many groups as an answer about the impact shows, and some. */
const MAX_CHOICES = 500;
export const Choices = z.lazy(() => z.array(Choice).check(z.maxLength(MAX_CHOICES)));

/** What is wrong with choices for a version that is to be published as number `version`. */
export function faultsOf(
  choices: Choice[],
  { steps }: Pick<Definition, "steps">,
  version: number,
): Fault[] {
  const seen = new Set<string>();
  return choices.flatMap((choice, i) => {
    const group = `${choice.version} ${choice.step}`;
    const message = faultOf(choice, steps, version) ?? (seen.has(group) ? TWICE : undefined);
    seen.add(group);
    if (message === undefined) return [];
    const field = choice.version >= version ? "version" : choice.to === undefined ? "step" : "to";
    return [{ path: `/choices/${i}/${field}`, message }];
  });
}

const TWICE = "there is a choice for this version and step already";

function faultOf(choice: Choice, steps: Definition["steps"], version: number): string | undefined {
  if (choice.version >= version) return `nobody follows version ${choice.version} yet`;
  if (choice.do !== "move") return choice.to && `"to" goes with "do": "move" only`;
  const to = choice.to ?? choice.step;
  return Object.hasOwn(steps, to) ? undefined : `the new version has no step "${to}"`;
}
