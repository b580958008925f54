import { parseWebUrl } from "#shared/content/link-tokens/index.ts";
import { listVariables, parseLiquid, plainEngine } from "#shared/content/liquid/index.ts";
import { InvalidInput } from "#shared/kernel/errors.ts";

/** What the `href` of a template is. `host` is missing where it comes from data. */
export type LinkClass =
  | { kind: "keep" }
  | { kind: "empty" }
  | { kind: "fixed"; url: URL }
  /** `isLocal`: its value is known only where it stands, as within a loop. */
  | { kind: "dynamic"; liquid: string; host?: string | undefined; isLocal: boolean };

/** Addresses of our own pages: a detour through the tracker could only break them. */
const OWN = new Set(["unsubscribe_url", "preferences_url"]);
const LOCAL =
  /^(?:\{%-?)?[^\S\n]*(?:liquid[^\S\n]+)?(?:for|tablerow|assign|capture|increment|decrement)\s+["']?([\w-]+)/gm;
/** Tags whose output depends on how often they ran before. */
const COUNTING = /\{%-?\s*(?:cycle|increment|decrement|liquid)\b/;

/** The scheme of an address that opens no page of the web, and may stand in a mail. */
export const isOtherScheme = (address: string) => /^(mailto|tel|sms):/i.test(address);

/**
 * The names to which these tags give values: a link made of them means nothing outside its place.
 */
export const listLocals = (tags: readonly string[]): Set<string> =>
  new Set(
    tags
      .flatMap((tag) => [...tag.matchAll(LOCAL)].map(([, name]) => name!))
      .concat("forloop", "tablerowloop"),
  );

/** @throws InvalidInput when `href` could lead anywhere but to a web, mail or phone address */
export function classifyLink(href: string, locals: Set<string>, path: string): LinkClass {
  const address = href.trim();
  if (address === "") return { kind: "empty" };
  if (address.startsWith("#")) return { kind: "keep" };
  const written = address.split(/\{[{%]/, 1)[0]!;
  // Browsers skip blanks and controls here, so that `java\nscript:` is a scheme too.
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

/** The host that the fixed beginning of an address decides, whatever follows it. */
const hostOf = (fixed: string): string | undefined =>
  /^https?:\/\/[^/\\?#]+[/\\?#]/i.test(fixed) ? parseWebUrl(fixed)?.host : undefined;

const rootOf = (variable: string) => /^[\w-]+/.exec(variable)?.[0] ?? variable;
const show = (href: string) => href.slice(0, 80);

const refuse = (path: string, message: string) => new InvalidInput(message, [{ path, message }]);
