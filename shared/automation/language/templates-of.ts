import { kindOf } from "#shared/automation/steps/index.ts";
import type { Definition } from "./definition.ts";

/** Each step that sends a template, with the template. */
export const templatesIn = ({
  steps,
}: Pick<Definition, "steps">): { step: string; template: string }[] =>
  Object.entries(steps).flatMap(([name, step]) =>
    (kindOf(step).templates?.(step) ?? []).map((template) => ({ step: name, template })),
  );

/** The templates of a definition, without duplicates. */
export const templatesOf = (definition: Pick<Definition, "steps">): string[] => [
  ...new Set(templatesIn(definition).map(({ template }) => template)),
];
