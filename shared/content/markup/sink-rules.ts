/** An attribute with its element. */
type SinkAttribute = { tag: string; name: string; value: string; prints: boolean };

/** They load or run foreign content; mail programs remove them. */
const REFUSED = /^(?:iframe|frame|frameset|object|embed|applet|portal|base)$/;
/** Their content is text to some programs and markup to others. */
const READ_TWICE = /^(?:noembed|noframes)$/;
/** Attributes that fetch, open or follow an address. */
const ADDRESS =
  /^(?:href|src|srcdoc|srcset|action|formaction|data|background|poster|cite|longdesc|lowsrc|dynsrc|ping|xlink:href|values|from|to|by)$/;
const LINKS = /^(?:a|area|v:\w+)$/;
/** Attributes of several addresses. */
const LISTS = /^(?:values|srcset)$/;
/** The start of an address; Liquid before it may print nothing. */
const BEGINS = "(?:^|[%}]\\})";
const BEGINS_IN_LIST = "(?:^|[;,]|[%}]\\})";
const RUNS = "(?:javascript|vbscript|livescript|mocha):";
/** `data:` addresses other than embedded pictures. */
const LOADS = "data:(?!image/(?:png|gif|jpe?g|webp)[;,])";
const AT_START = { runs: new RegExp(BEGINS + RUNS, "i"), loads: new RegExp(BEGINS + LOADS, "i") };
const IN_LIST = {
  runs: new RegExp(BEGINS_IN_LIST + RUNS, "i"),
  loads: new RegExp(BEGINS_IN_LIST + LOADS, "i"),
};
/** Our own addresses, which contain no data. */
const IS_OWN = /^\{\{-?\s*(?:unsubscribe_url|preferences_url)\s*-?\}\}$/;

/** The reason to refuse an element, if any. */
export const refuseElement = (tag: string): string | undefined =>
  REFUSED.test(tag) || READ_TWICE.test(tag) ? `<${tag}> is not allowed in a mail` : undefined;

/**
 * Why no mail may hold such an attribute, if it may not.
 * @param shown its value as it was written, with its Liquid
 */
export function refuseAttribute(
  { tag, name, value, prints }: SinkAttribute,
  shown: string,
): string | undefined {
  if (name.startsWith("on") && prints) {
    return `an output in the handler ${name} would run as a script: remove it`;
  }
  if (tag === "script" && prints && /^(?:src|href|xlink:href)$/.test(name)) {
    return `data may not choose the address of a <script> (${name}): remove it`;
  }
  if (
    tag === "meta" &&
    name === "http-equiv" &&
    (shown !== value || /^\s*refresh\s*$/i.test(value))
  ) {
    return "a mail may not redirect by itself (http-equiv): remove it";
  }
  if (/^(?:animate\w*|set)$/.test(tag) && name === "attributename") {
    if (shown !== value || /href/i.test(value)) return `<${tag}> may not change where a link leads`;
  }
  if (name === "formaction" || (tag === "form" && name === "action")) {
    return `${name}: a form in a mail may not send anything: link to a page with the form`;
  }
  if (name === "xlink:href" && tag !== "a" && !tag.startsWith("v:")) {
    return `xlink:href of <${tag}> is not allowed in a mail`;
  }
  // Link targets are checked with the links.
  if (!ADDRESS.test(name) || (name.endsWith("href") && LINKS.test(tag))) return undefined;
  // Browsers ignore blanks and controls here: `java
  // script:` is a scheme too.
  const readings = [value, shown].map((text) => text.replace(/[\0- ]/g, ""));
  const { runs, loads } = LISTS.test(name) ? IN_LIST : AT_START;
  if (readings.some((text) => runs.test(text))) {
    return `${name} may not run a script: ${shown.trim().slice(0, 80)}`;
  }
  if (readings.some((text) => loads.test(text))) {
    return `${name} may hold data: of a picture only (png, gif, jpeg, webp)`;
  }
  // Not after Liquid, which may print nothing.
  const isOpen = prints && !/^https:\/\/[a-z0-9.-]+(?::\d+)?\//i.test(shown.trim());
  if (isOpen && tag === "link" && !IS_OWN.test(shown.trim())) {
    return "data may not choose the address of a <link>: begin it with a fixed host";
  }
  return undefined;
}

/** The reason to refuse outputs within an element, if any. */
export function refusePrinting(tag: string, type: string): string | undefined {
  if (tag !== "script") return `an output in <${tag}> is not allowed: put {% if %} around styles`;
  if (/^\s*application\/(?:[\w.-]+\+)?json\b/i.test(type)) return undefined;
  return "an output in <script> is allowed only in JSON (application/ld+json)";
}
