import * as z from "zod/mini";
import { StepName } from "#shared/automation/steps/index.ts";
import type { Fault } from "#shared/kernel/errors.ts";
import type { Definition } from "./definition.ts";

/** What becomes of those who follow an earlier version and stand on one of its steps when the next is published. */
export const Migration = z.lazy(() =>
  z.strictObject({
    version: z.int().check(z.gte(1)),
    step: StepName,
    do: z.enum(["finish", "move", "exit"]),
    /** Where `move` leads; the step of the same name where it is left out. */
    to: z.optional(StepName),
  }),
);
export type Migration = z.infer<typeof Migration>;

/** As many groups as an answer about the impact shows, and some. */
const MAX_CHOICES = 500;
export const Migrations = z.lazy(() => z.array(Migration).check(z.maxLength(MAX_CHOICES)));

type Steps = Pick<Definition, "steps">["steps"];
/**
 * What is to be published, as number `version`, and the steps of each earlier version that a choice
 * names.
 */
type Published = { steps: Steps; version: number; earlier: ReadonlyMap<number, Steps> };

/** What is wrong with choices for a version that is to be published. */
export function faultsOf(choices: Migration[], published: Published): Fault[] {
  const seen = new Set<string>();
  return choices.flatMap((choice, i) => {
    const group = `${choice.version} ${choice.step}`;
    const fault = faultOf(choice, published) ?? (seen.has(group) ? TWICE : undefined);
    seen.add(group);
    return fault ? [{ path: `/choices/${i}/${fault.field}`, message: fault.message }] : [];
  });
}

type ChoiceFault = { field: keyof Migration; message: string };
const TWICE: ChoiceFault = {
  field: "step",
  message: "there is a choice for this version and step already",
};

function faultOf(
  { version, step, do: act, to }: Migration,
  published: Published,
): ChoiceFault | undefined {
  const known = published.earlier.get(version);
  if (version >= published.version || !known) {
    return { field: "version", message: `version ${version} was never published` };
  }
  if (!Object.hasOwn(known, step)) {
    return { field: "step", message: `version ${version} has no step "${step}"` };
  }
  if (act !== "move") {
    return to === undefined
      ? undefined
      : { field: "to", message: `"to" goes with "do": "move" only` };
  }
  const target = to ?? step;
  if (Object.hasOwn(published.steps, target)) return undefined;
  const message = `the new version has no step "${target}"`;
  return { field: to === undefined ? "step" : "to", message };
}
