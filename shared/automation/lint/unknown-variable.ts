import { templatesIn } from "#shared/automation/language/index.ts";
import { nearName } from "#shared/kernel/near-name.ts";
import { type Check, warning } from "./finding.ts";

/** The variables of a sequence's mail; `data` exists only for mail sent by the API. */
const ROOTS = ["contact", "event", "unsubscribe_url", "preferences_url", "postal_address"];
const roots = ROOTS.join(", ");

const rootOf = (path: string) => /^[^.[]*/.exec(path)![0];
/** The placeholder of a tracked link. */
const isLink = (root: string) => /^link_\d+$/.test(root);

/**
 * A template uses a variable that is never set, such as `{{ contcat.name }}`, or an attribute that
 * is nearly called as a declared one.
 */
export const unknownVariable: Check = (definition, { templates, declared = {} }) =>
  templatesIn(definition).flatMap(({ step, template }) =>
    (templates.get(template) ?? []).flatMap((path) => {
      const root = rootOf(path);
      const isKnown = ROOTS.includes(root) || isLink(root);
      const name = isKnown ? (/^contact\.([^.[]+)/.exec(path)?.[1] ?? "") : root;
      const near = nearName(name, isKnown ? Object.keys(declared) : ROOTS);
      if (isKnown && near === undefined) return [];
      const at = isKnown ? "contact.".length : 0;
      const meant = near && path.slice(0, at) + near + path.slice(at + name.length);
      return warning(
        isKnown ? "misspelt-variable" : "unknown-variable",
        `/steps/${step}/template`,
        `template "${template}" uses "${path}", which is ${isKnown ? "not declared" : "always empty here"}`,
        meant ? `write "${meant}"` : `begin the name with one of ${roots}`,
        { values: { template, path, roots, ...(meant && { meant }) } },
      );
    }),
  );
