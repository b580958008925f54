import { templatesIn } from "#shared/automation/language/index.ts";
import { nearName } from "#shared/kernel/near-name.ts";
import { type Check, type Finding, type LintContext, warning } from "./finding.ts";

/** The variables of a sequence's mail; `data` exists only for mail sent by the API. */
const ROOTS = ["contact", "event", "unsubscribe_url", "preferences_url", "postal_address"];
/** Fields of a contact that are no attributes. */
const FIELDS = ["id", "email", "locale", "timeZone", "createdAt"];

const rootOf = (path: string) => /^[^.[]*/.exec(path)![0];
/** The placeholder of a tracked link. */
const isLink = (root: string) => /^link_\d+$/.test(root);

/**
 * A template uses a variable that is never set, such as `{{ contcat.name }}`, or an attribute that
 * is nearly called as a declared one.
 */
export const unknownVariable: Check = (definition, context) =>
  templatesIn(definition).flatMap(({ step, template }) =>
    (context.templates.get(template) ?? []).flatMap((path) => {
      const at = `/steps/${step}/template`;
      const root = rootOf(path);
      return ROOTS.includes(root) || isLink(root)
        ? misspelt(path, template, at, context)
        : [neverSet(path, template, at)];
    }),
  );

function neverSet(path: string, template: string, at: string): Finding {
  const root = rootOf(path);
  const near = nearName(root, ROOTS);
  const meant = near !== undefined && `${near}${path.slice(root.length)}`;
  const roots = ROOTS.join(", ");
  return warning(
    "unknown-variable",
    at,
    `template "${template}" uses "${path}", which is always empty here`,
    meant ? `write "${meant}"` : `begin the name with one of ${roots}`,
    { values: { template, path, roots, ...(meant && { meant }) } },
  );
}

function misspelt(path: string, template: string, at: string, { declared = {} }: LintContext) {
  const [, name = "", rest = ""] = /^contact\.([^.[]+)(.*)$/.exec(path) ?? [];
  const near = nearName(name, [...FIELDS, ...Object.keys(declared)]);
  if (near === undefined) return [];
  const meant = `contact.${near}${rest}`;
  const found = warning(
    "misspelt-variable",
    at,
    `template "${template}" uses "${path}", but what is declared is "${near}"`,
    `write "${meant}", or declare "${name}" too`,
    { values: { template, path, near, meant, name } },
  );
  return [found];
}
