import { templatesIn } from "#shared/automation/language/index.ts";
import { type Check, warning } from "./finding.ts";

/** The variables of a sequence's mail; `data` exists only for mail sent by the API. */
const ROOTS = ["contact", "event", "unsubscribe_url", "preferences_url", "postal_address"];

const rootOf = (path: string) => /^[^.[]*/.exec(path)![0];
/** The placeholder of a tracked link. */
const isLink = (root: string) => /^link_\d+$/.test(root);

/** A template uses a variable that is never set, such as `{{ contcat.name }}`. */
export const unknownVariable: Check = (definition, { templates }) =>
  templatesIn(definition).flatMap(({ step, template }) =>
    (templates.get(template) ?? [])
      .filter((path) => !ROOTS.includes(rootOf(path)) && !isLink(rootOf(path)))
      .map((path) =>
        warning(
          "unknown-variable",
          `/steps/${step}/template`,
          `template "${template}" uses "${path}", which is always empty here`,
          `begin the name with one of ${ROOTS.join(", ")}`,
          { values: { template, path, roots: ROOTS.join(", ") } },
        ),
      ),
  );
