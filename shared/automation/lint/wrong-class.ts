import { templatesIn } from "#shared/automation/language/index.ts";
import { type Check, error } from "./finding.ts";

/**
 * A `send` step names a template that is declared transactional. Notifications to the team may use
 * one.
 */
export const wrongClass: Check = ({ steps }, { transactional }) =>
  templatesIn({ steps })
    .filter(({ step, template }) => steps[step]?.kind === "send" && transactional?.has(template))
    .map(({ step, template }) =>
      error(
        "wrong-class",
        `/steps/${step}/template`,
        `template "${template}" is declared transactional, and sequences send marketing`,
        'send another one, or save it with "class": "marketing"',
        { values: { template } },
      ),
    );
