import { parseWebUrl } from "#shared/content/link-tokens/index.ts";
import { listVariables, parseLiquid, plainEngine } from "#shared/content/liquid/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** The kind of a template's `href`. `host` is missing if it comes from data. */
export type LinkClass =
  | { kind: "keep" }
  | { kind: "empty" }
  | { kind: "fixed"; url: URL }
  /** `isLocal`: its value is known only in place, as within a loop. */
  | { kind: "dynamic"; liquid: string; host?: string | undefined; isLocal: boolean };

/** Our own pages: tracking could only break them. */
const OWN = new Set(["unsubscribe_url", "preferences_url"]);
const LOCAL =
  /^(?:\{%-?)?[^\S\n]*(?:liquid[^\S\n]+)?(?:for|tablerow|assign|capture|increment|decrement)\s+["']?([\w-]+)/gm;
/** Tags whose output depends on earlier runs. */
const COUNTING = /\{%-?\s*(?:cycle|increment|decrement|liquid)\b/;

/** Schemes other than the web's that a mail may contain. */
export const isOtherScheme = (address: string) => /^(mailto|tel|sms):/i.test(address);

/** The names that these tags assign; a link made of them is meaningless elsewhere. */
export const listLocals = (tags: readonly string[]): Set<string> =>
  new Set(
    tags
      .flatMap((tag) => [...tag.matchAll(LOCAL)].map(([, name]) => name!))
      .concat("forloop", "tablerowloop"),
  );

/** @throws InvalidInput when `href` could lead to anything but a web, mail or phone address */
export function classifyLink(href: string, locals: Set<string>, path: string): LinkClass {
  const address = href.trim();
  if (address === "") return { kind: "empty" };
  if (address.startsWith("#")) return { kind: "keep" };
  const written = address.split(/\{[{%]/, 1)[0]!;
  // Browsers ignore blanks and controls here: `java
  // script:` is a scheme too.
  const fixed = written.replace(/[\0- ]/g, "");
  if (isOtherScheme(fixed)) return { kind: "keep" };
  const isWeb = /^https?:/i.test(fixed);
  if (written !== "" && /^https?:[/\\]*[^/\\?#]*@/i.test(fixed)) {
    throw refuse(path, `the link "${show(href)}" has a user or password in front of its host`);
  }
  if (written === address) {
    const url = isWeb ? parseWebUrl(address) : undefined;
    if (url) return { kind: "fixed", url };
  }
  if (written === address || (written !== "" && !isWeb)) {
    throw refuse(path, `the link "${show(href)}" should begin with https://, mailto:, tel: or #`);
  }
  const roots = listVariables(parseLiquid(plainEngine, address, path)).map(rootOf);
  if (roots.length > 0 && roots.every((root) => OWN.has(root))) return { kind: "keep" };
  const isLocal = roots.some((root) => locals.has(root)) || COUNTING.test(address);
  return { kind: "dynamic", liquid: address, host: hostOf(fixed), isLocal };
}

/** The host that the literal beginning of an address determines, if it does. */
const hostOf = (fixed: string): string | undefined =>
  /^https?:\/\/[^/\\?#]+[/\\?#]/i.test(fixed) ? parseWebUrl(fixed)?.host : undefined;

const rootOf = (variable: string) => /^[\w-]+/.exec(variable)?.[0] ?? variable;
const show = (href: string) => href.slice(0, 80);

const refuse = (path: string, message: string) => new InvalidInput(message, [{ path, message }]);
