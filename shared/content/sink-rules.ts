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
const RUNS = /^(?:javascript|vbscript|livescript|mocha):/i;
/** Pictures within the mail itself. */
const PICTURE = /^data:image\/(?:png|gif|jpe?g|webp)[;,]/i;
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
  if (tag === "meta" && name === "http-equiv" && (prints || /^\s*refresh\s*$/i.test(value))) {
    return "a page in a mail may not lead on by itself (http-equiv)";
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
  const fixed = value.replace(/[\0- ]/g, "");
  if (RUNS.test(fixed)) return `${name} may run no script: ${shown.trim().slice(0, 80)}`;
  if (/^data:/i.test(fixed) && !PICTURE.test(fixed)) {
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
