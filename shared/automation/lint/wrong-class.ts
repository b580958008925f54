import { templatesIn } from "#shared/automation/language/index.ts";
import { type Check, error } from "./finding.ts";

/**
 * A step sends, as the marketing mail that sequences send, what is declared transactional. The team
 * may be told either.
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
      ),
    );
