/** An element of a page, with the attributes that say what it does. */
export type SinkAttribute = { tag: string; name: string; value: string; prints: boolean };

/** They bring in, or run, what is not the mail's own; programs for mail take them out. */
const REFUSED = /^(?:iframe|frame|frameset|object|embed|applet|portal|base)$/;
/** What stands in them is text to some programs and markup to others. */
const READ_TWICE = /^(?:noembed|noframes)$/;
/** Attributes by which something is fetched, opened or followed. */
const ADDRESS =
  /^(?:href|src|srcdoc|srcset|action|formaction|data|background|poster|cite|longdesc|lowsrc|dynsrc|ping|xlink:href|values|from|to|by)$/;
const LINKS = /^(?:a|area|v:\w+)$/;
/** Attributes of several addresses. */
const LISTS = /^(?:values|srcset)$/;
/** Where an address begins: Liquid before it may print nothing. */
const BEGINS = "(?:^|[%}]\\})";
const BEGINS_IN_LIST = "(?:^|[;,]|[%}]\\})";
const RUNS = "(?:javascript|vbscript|livescript|mocha):";
/** Data but of a picture within the mail itself. */
const LOADS = "data:(?!image/(?:png|gif|jpe?g|webp)[;,])";
const AT_START = { runs: new RegExp(BEGINS + RUNS, "i"), loads: new RegExp(BEGINS + LOADS, "i") };
const IN_LIST = {
  runs: new RegExp(BEGINS_IN_LIST + RUNS, "i"),
  loads: new RegExp(BEGINS_IN_LIST + LOADS, "i"),
};
/** Addresses of ours, which no data makes. */
const IS_OWN = /^\{\{-?\s*(?:unsubscribe_url|preferences_url)\s*-?\}\}$/;

/** Why no mail may hold such an element, if it may not. */
export const refuseElement = (tag: string): string | undefined =>
  REFUSED.test(tag) || READ_TWICE.test(tag) ? `<${tag}> may not stand in a mail` : undefined;

/**
 * Why no mail may hold such an attribute, if it may not.
 * @param shown its value as it was written, with its Liquid
 */
export function refuseAttribute(
  { tag, name, value, prints }: SinkAttribute,
  shown: string,
): string | undefined {
  if (name.startsWith("on") && prints) {
    return `no value may be printed in the handler ${name}: it would run as a script`;
  }
  if (tag === "script" && prints && /^(?:src|href|xlink:href)$/.test(name)) {
    return `data may not say where <script> is taken from (${name})`;
  }
  if (
    tag === "meta" &&
    name === "http-equiv" &&
    (shown !== value || /^\s*refresh\s*$/i.test(value))
  ) {
    return "a page in a mail may not lead on by itself (http-equiv)";
  }
  if (/^(?:animate\w*|set)$/.test(tag) && name === "attributename") {
    if (shown !== value || /href/i.test(value)) return `<${tag}> may not change where a link leads`;
  }
  if (name === "formaction" || (tag === "form" && name === "action")) {
    return `${name}: a form in a mail may send nothing; write a link to a page with it`;
  }
  if (name === "xlink:href" && tag !== "a" && !tag.startsWith("v:")) {
    return `xlink:href of <${tag}> may not stand in a mail`;
  }
  // Where links lead is judged with them.
  if (!ADDRESS.test(name) || (name.endsWith("href") && LINKS.test(tag))) return undefined;
  // Browsers skip blanks and controls here, so that `java\nscript:` is a scheme too.
  const readings = [value, shown].map((text) => text.replace(/[\0- ]/g, ""));
  const { runs, loads } = LISTS.test(name) ? IN_LIST : AT_START;
  if (readings.some((text) => runs.test(text))) {
    return `${name} may run no script: ${shown.trim().slice(0, 80)}`;
  }
  if (readings.some((text) => loads.test(text))) {
    return `${name} may hold data: only of a picture (png, gif, jpeg, webp)`;
  }
  // Not behind Liquid, which may leave it out.
  const isOpen = prints && !/^https:\/\/[a-z0-9.-]+(?::\d+)?\//i.test(shown.trim());
  if (isOpen && tag === "link" && !IS_OWN.test(shown.trim())) {
    return "data may not say where <link> takes its style from";
  }
  return undefined;
}

/** Why nothing may be printed within an element, if it may not. */
export function refusePrinting(tag: string, type: string): string | undefined {
  if (tag !== "script") return `no value may be printed in <${tag}>: it would be read as a style`;
  if (/^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type)) return undefined;
  return "no value may be printed in <script>, but in JSON (application/ld+json)";
}
