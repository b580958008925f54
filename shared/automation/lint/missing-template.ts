import { templatesIn } from "#shared/automation/language/index.ts";
import { type Check, error } from "./finding.ts";

/** A step names a template that does not exist. */
export const missingTemplate: Check = (definition, { templates }) =>
  templatesIn(definition)
    .filter(({ template }) => !templates.has(template))
    .map(({ step, template }) =>
      error(
        "missing-template",
        `/steps/${step}/template`,
        `there is no template "${template}"`,
        "create it first",
        { values: { template } },
      ),
    );
