import { InvalidInput } from "#shared/kernel/errors.ts";
import type { TemplateLink } from "#shared/ports/renderer.ts";
import { plainEngine } from "./engines.ts";
import { listVariables } from "./list-variables.ts";
import { parseLiquid } from "./parse-liquid.ts";

/** Tracked; left as it is; or left, but watched at render, because its value is known only in a loop. */
export type Judgement = { track: TemplateLink } | "keep" | "guard";

/** Addresses of our own pages: a detour through the tracker could only break them. */
const OWN = new Set(["unsubscribe_url", "preferences_url"]);
const UNTRACKED = /^(mailto|tel|sms)$/i;
const LOCAL =
  /^(?:\{%-?)?\s*(?:liquid\s+)?(?:for|tablerow|assign|capture|increment|decrement)\s+["']?([\w-]+)/gm;

/** The names to which these tags give values: a link made of them means nothing outside its place. */
export const listLocals = (tags: readonly string[]): Set<string> =>
  new Set(
    tags
      .flatMap((tag) => [...tag.matchAll(LOCAL)].map(([, name]) => name!))
      .concat("forloop", "tablerowloop"),
  );

/** @throws InvalidInput when `href` could lead anywhere but to a web, mail or phone address */
export function judgeLink(href: string, locals: Set<string>, path: string): Judgement {
  const address = href.trim();
  if (address.startsWith("#")) return "keep";
  const fixed = address.split(/\{[{%]/, 1)[0]!;
  // Browsers skip blanks and controls here, so that `java\nscript:` is a scheme too.
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(fixed.replace(/[\0- ]/g, ""))?.[1];
  if (scheme && UNTRACKED.test(scheme)) return "keep";
  const web = scheme !== undefined && /^https?$/i.test(scheme);
  if (fixed === address && web && URL.canParse(address)) {
    return { track: { url: new URL(address).href } };
  }
  if (fixed === address || (fixed !== "" && !web)) throw refuse(href, path);

  const roots = listVariables(parseLiquid(plainEngine, address, path)).map(rootOf);
  if (roots.length > 0 && roots.every((root) => OWN.has(root))) return "keep";
  if (roots.some((root) => locals.has(root))) return web ? "keep" : "guard";
  return { track: { liquid: address } };
}

const rootOf = (variable: string) => /^[\w-]+/.exec(variable)?.[0] ?? variable;

function refuse(href: string, path: string): InvalidInput {
  const message = `the link "${href.slice(0, 80)}" should begin with https://, mailto:, tel: or #`;
  return new InvalidInput(message, [{ path, message }]);
}
