/** Foreign syntax: here browsers read markup in what is text elsewhere. */
const FOREIGN = /^(?:svg|math)$/;
/** Elements of SVG and MathML that contain HTML again, closed by other rules. */
const HOLDS_HTML = /^(?:foreignobject|desc|mi|mo|mn|ms|mtext|annotation-xml)$/;
const TEXTS = /^(?:script|style|title|textarea|xmp)$/;
const END_WITH_SLASH = /<\/(?:script|style|title|textarea|xmp)\//i;

/**
 * Receives the pieces of a page in order; each method returns the reason to refuse the page, if
 * any.
 */
type AmbiguityCheck = {
  opens: (tag: string) => string | undefined;
  closesItself: (tag: string, sign: string) => string | undefined;
  closes: (tag: string, written: string) => string | undefined;
  /** For an attribute's value, a comment or a text. */
  holds: (text: string) => string | undefined;
};

/**
 * Finds what browsers and the scanner read differently, so that markup could pass for text: text
 * elements in SVG and MathML or self-closed, and end tags with more than a name.
 */
export function checkAmbiguity(): AmbiguityCheck {
  const open: string[] = [];
  let mixes = false;
  /** To scripting browsers its content is text, up to the first end sign. */
  let isNoscript = false;
  return {
    opens(tag) {
      const isForeign = open.length > 0;
      if (isForeign && TEXTS.test(tag)) return `<${tag}> may not stand after <${open[0]}> opens`;
      isNoscript ||= tag === "noscript";
      if (FOREIGN.test(tag)) open.push(tag);
      mixes ||= isForeign && HOLDS_HTML.test(tag);
      return undefined;
    },
    closesItself(tag, sign) {
      if (TEXTS.test(tag)) return `write </${tag}>: <${tag}/> does not close itself`;
      if (sign === "/>" && open.at(-1) === tag && !mixes) open.pop();
      return undefined;
    },
    closes(tag, written) {
      if (!/^<\/[^\s/]+\s*>?$/.test(written)) return "an end tag may hold only its name";
      if (open.at(-1) === tag && !mixes) open.pop();
      if (tag === "noscript") isNoscript = false;
      return undefined;
    },
    holds: (text) =>
      isNoscript && /<\/noscript/i.test(text)
        ? "</noscript in an attribute, a comment or a text: <noscript> may hold it as its end only"
        : undefined,
  };
}

/** The reason to refuse a comment: browsers also end one at `--!>`. */
export const refuseComment = (comment: string): string | undefined =>
  comment.includes("--!>") ? "end a comment with -->, not with --!>" : undefined;

/** The reason to refuse an element's text: a browser ends it elsewhere. */
export function refuseText(text: string, tag: string): string | undefined {
  if (END_WITH_SLASH.test(text)) return "an end tag may hold only its name";
  const comment = tag === "script" ? text.indexOf("<!--") : -1;
  if (comment >= 0 && /<script/i.test(text.slice(comment))) {
    return "<!-- and <script> may not stand in a script: its end would be another";
  }
  return undefined;
}
